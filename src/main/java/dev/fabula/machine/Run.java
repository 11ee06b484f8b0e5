package dev.fabula.machine;

/** One run of a program from its start. */
final class Run {

  private final Context context;

  Run(Context context) {
    this.context = context;
  }

  /** How it ends. */
  Ending end() {
    try {
      Code main = context.functions.code("main", Substitution.NONE);
      Ty ty = main.ty(0);
      Allocation result =
          context.machine.allocate(
              Allocation.Kind.LOCAL, "the result of main", ty.size(), ty.align());
      if (ty.size() != 0) {
        throw Halt.unknown("a `main` that gives a value");
      }
      Frame frame = context.interpreter.prepare(main, Place.of(result), -1);
      context.interpreter.enter(frame);
      context.interpreter.run();
      return new Ending.Exit(0);
    } catch (Halt halt) {
      return halt.ending();
    } catch (StackOverflowError deep) {
      return new Ending.Unknown("a value too deep to look at", java.util.Optional.empty());
    } finally {
      context.threads.end();
    }
  }
}

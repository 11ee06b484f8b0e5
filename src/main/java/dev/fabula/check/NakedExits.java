package dev.fabula.check;

import dev.fabula.exec.Calls;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Labels;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.StackSwitch;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Surroundings;
import dev.fabula.site.ValueType;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How a naked function comes to its end. */
public final class NakedExits {

  private static final Set<String> EXCEPTION_RETURNS =
      Set.of(
          "iret",
          "iretd",
          "iretq",
          "sysret",
          "sysretq",
          "sysexit",
          "sysexitq",
          "eret",
          "mret",
          "sret",
          "rfe",
          "rfeia");

  /**
   * The stacks of what an exception has interrupted and its return goes on with (Armv7-M ARM,
   * B1.4.1 and B1.5.8).
   */
  private static final Set<String> INTERRUPTED = Set.of("psp", "msp", "psp_ns", "msp_ns");

  private NakedExits() {}

  /** The paths on which a naked function returns to its caller or jumps to another function. */
  public static List<Path> of(Examination examination) {
    if (examination.contract().kind() != MacroKind.NAKED_ASM) {
      return List.of();
    }
    return examination.paths().stream().filter(p -> isReturn(examination, p)).toList();
  }

  /** What a function without a caller jumps to has none to go back to either. */
  private static boolean isReturn(Examination examination, Path path) {
    return path.exit() instanceof Exit.Leaves leaves
        && (leaves.returning() || !hasNoCaller(examination, path) && !handsOver(examination, path));
  }

  /**
   * Whether a path jumps away with something of its own left on the stack, to code of no convention
   * that we know: this may take it from there, as the common part of interrupt handlers does.
   */
  private static boolean handsOver(Examination examination, Path path) {
    return path.exit() instanceof Exit.Leaves(String _, Optional<String> symbol, boolean returning)
        && !returning
        && !stackPointer(examination, path).eq(examination.run().entryStackPointer()).isTrue()
        && (symbol.filter(s -> Calls.callee(examination.contract(), s).isEmpty()).isPresent()
            || pushesReturnAddress(examination, path));
  }

  /** Whether what a jump leaves on top of the stack is the address of some code, as of a call. */
  private static boolean pushesReturnAddress(Examination examination, Path path) {
    Term pointer = stackPointer(examination, path);
    return examination.contract().architecture().isX86()
        && path.accesses().stream()
            .filter(a -> a.write() && a.address() == pointer)
            .reduce((a, b) -> b)
            .flatMap(MemoryAccess::value)
            .filter(v -> !v.isConstant() && Labels.isFixed(v))
            .isPresent();
  }

  /** Why nothing is known of what becomes of the stack behind some path, as a clause. */
  static Optional<String> handedOver(Examination examination) {
    return examination.contract().kind() == MacroKind.NAKED_ASM
        ? examination.paths().stream()
            .filter(p -> !hasNoCaller(examination, p) && handsOver(examination, p))
            .findFirst()
            .map(p ->
                "it leaves something on the stack for the code that it goes to, whose convention is"
                    + " not known")
        : Optional.empty();
  }

  /** Whether it never returns, starts on a stack of its own making, or handles an exception. */
  private static boolean hasNoCaller(Examination examination, Path path) {
    return neverReturns(examination.site().surroundings())
        || StackSwitch.startsAnew(examination.run(), path)
        || examination.paths().stream().anyMatch(NakedExits::returnsFromException);
  }

  private static boolean returnsFromException(Path path) {
    return path.exit() instanceof Exit.Stops stops
        && EXCEPTION_RETURNS.contains(stops.what().split(" ", 2)[0]);
  }

  private static boolean neverReturns(Surroundings surroundings) {
    return surroundings
        .function()
        .flatMap(Surroundings.Function::result)
        .filter(t -> t instanceof ValueType.Known known && known.kind() == ValueType.Kind.NEVER)
        .isPresent();
  }

  /** The stack pointer at a path's end. */
  public static Term stackPointer(Examination examination, Path path) {
    return path.finish().get(examination.run().registers().stackPointer());
  }

  /** Whether the stacks at a path's end are those with which the function was called. */
  public static boolean staysOnStack(Examination examination, Path path) {
    return isAt(stackPointer(examination, path), examination.run().entryStackPointer())
        && path.finish().changes().entrySet().stream()
            .filter(change -> INTERRUPTED.contains(change.getKey().name()))
            .allMatch(
                change -> isAt(change.getValue(), examination.run().entryValue(change.getKey())));
  }

  private static boolean isAt(Term pointer, Term entry) {
    return pointer.base() == entry || pointer.isConstant();
  }

  /** Whether some path ends on another stack. */
  static boolean switchesStacks(Examination examination) {
    return Stream.concat(
            of(examination).stream(),
            examination.paths().stream().filter(p -> isGoneBackTo(examination, p)))
        .anyMatch(p -> !staysOnStack(examination, p));
  }

  /** Whether what a path restores at its end comes from whoever has run or saved another stack. */
  static boolean endsOnStackOfOthers(Examination examination, Path path) {
    return path.left().isPresent()
        || isGoneBackTo(examination, path) && !staysOnStack(examination, path);
  }

  /** Whether others have chosen the stack on which a path ends, while they ran or saved it. */
  public static boolean isGoneBackTo(Examination examination, Path path) {
    return path.exit().isNormal()
        && (path.left().isPresent() || examination.run().callsStrangers());
  }
}

package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.Event;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A site keeps promises that it does not make. */
public final class CouldPromise implements CodeRule {

  @Override
  public String name() {
    return "could-promise";
  }

  @Override
  public Group group() {
    return Group.HINT;
  }

  @Override
  public String summary() {
    return "the code keeps promises that the options do not make";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    boolean apart = examination.run().allocation().merge().isEmpty();
    boolean plain =
        examination.contract().kind() == MacroKind.ASM && examination.site().gnu().isEmpty();
    if (!apart || !plain || !isWhollyKnown(examination)) {
      return;
    }
    List<String> kept = new ArrayList<>();
    for (Option option : List.of(Option.NOMEM, Option.READONLY, Option.NOSTACK)) {
      addIfKept(examination, option, kept);
    }
    addIfKept(examination, Option.PRESERVES_FLAGS, kept);
    if (!kept.isEmpty()) {
      suspicions.accept(suspicion(examination, kept));
    }
  }

  private static boolean isWhollyKnown(Examination examination) {
    return examination.exploration().precision() == Precision.EXACT
        && examination.paths().stream().allMatch(p -> p.exit().isNormal() && !p.steps().isEmpty());
  }

  private static void addIfKept(Examination examination, Option option, List<String> kept) {
    boolean covered =
        option == Option.READONLY
            && (kept.contains(Option.NOMEM.spelling())
                || examination.contract().promises(Option.NOMEM));
    boolean made = examination.contract().promises(option);
    if (!made && !covered && examination.paths().stream().allMatch(isKept(examination, option))) {
      kept.add(option.spelling());
    }
  }

  private static Predicate<Path> isKept(Examination examination, Option option) {
    return switch (option) {
      case NOMEM -> p -> isQuiet(p) && noAccess(p, a -> a.region() == Region.OUTSIDE);
      case READONLY ->
          p -> isQuiet(p) && noAccess(p, a -> a.write() && a.region() == Region.OUTSIDE);
      case NOSTACK ->
          p ->
              noAccess(p, a -> a.region() == Region.OWN_STACK)
                  && noWrite(p, Location.Kind.STACK_POINTER)
                  && noCall(p);
      case PRESERVES_FLAGS ->
          p ->
              examination.run().registers().flags().stream()
                  .allMatch(f -> p.finish().get(f) == examination.run().entryValue(f));
      case PURE, NORETURN, ATT_SYNTAX, RAW, MAY_UNWIND -> p -> false;
    };
  }

  /**
   * What the system is told may be about memory, as with masks of interrupts; an access with an
   * ordering is about all others.
   */
  private static boolean isQuiet(Path path) {
    return noAccess(path, CouldPromise::isOrdering)
        && path.events().stream().allMatch(o -> o.event() instanceof Event.Hint)
        && noWrite(path, Location.Kind.SYSTEM);
  }

  private static boolean isOrdering(MemoryAccess access) {
    return switch (access.access().map(Access::order).orElse(Order.PLAIN)) {
      case PLAIN, NON_TEMPORAL -> false;
      case ACQUIRE, RELEASE, SEQUENTIAL -> true;
    };
  }

  private static boolean noCall(Path path) {
    return path.events().stream().noneMatch(o -> o.event() instanceof Event.FunctionCall);
  }

  private static boolean noAccess(Path path, Predicate<MemoryAccess> forbidden) {
    return path.accesses().stream().noneMatch(forbidden);
  }

  private static boolean noWrite(Path path, Location.Kind kind) {
    return path.steps().stream()
        .flatMap(s -> s.writes().stream())
        .noneMatch(w -> w.location().kind() == kind);
  }

  private Suspicion suspicion(Examination examination, List<String> kept) {
    return Suspicion.of(
            this,
            "",
            examination,
            examination.paths().getFirst(),
            new Claim.Happens(examination.run().terms().trueTerm()),
            new Wording("the code keeps promises that it does not make: ", kept, ""),
            Optional.empty(),
            "")
        .help("add them to the options, unless the site is meant as a barrier");
  }
}

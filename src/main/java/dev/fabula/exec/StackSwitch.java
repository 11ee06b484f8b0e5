package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.isa.Location;
import dev.fabula.site.MacroKind;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Code that goes over to another stack, and is gone back to where it was left.
 *
 * <p>Who goes back ran the same code, in another thread of control: the stack that this one takes
 * up was saved like the one that it leaves. So the two may be taken for one, as if it switched to
 * itself; what it restores from there must then be what it has saved.
 */
public final class StackSwitch {

  private static final int FARTHEST = 1 << 20;

  private StackSwitch() {}

  /** Whether the stack pointer is on another stack than at entry. */
  static boolean isElsewhere(Run run, State state) {
    Term pointer = state.get(run.registers().stackPointer());
    if (run.valuation().isConcrete()) {
      Term distance = pointer.sub(run.entryStackPointer());
      Term magnitude = distance.sign().isTrue() ? distance.neg() : distance;
      return magnitude.value().bitLength() > 31 || magnitude.longValue() > FARTHEST;
    }
    return !pointer.isConstant() && pointer.base() != run.entryStackPointer();
  }

  /** Whether the stack on which a path ends is one that the code itself has chosen. */
  public static boolean startsAnew(Run run, Path path) {
    return run.valuation().isConcrete()
        ? isElsewhere(run, path.finish())
        : Labels.isFixed(path.finish().get(run.registers().stackPointer()));
  }

  /** Whether control goes to an address that is found in memory beside the own stack. */
  static boolean goesElsewhere(Run run, Walk walk) {
    return walk.target()
        .flatMap(StackSwitch::load)
        .filter(t -> t.argument(1).base() != run.entryStackPointer())
        .isPresent();
  }

  /** The load that an address comes from, but for bits that jumps ignore or take for the mode. */
  static Optional<Term> load(Term address) {
    Term inner = address;
    while (inner.op() == Op.AND || inner.op() == Op.CONCAT || inner.op() == Op.EXTRACT) {
      Term whole = inner;
      inner =
          IntStream.range(0, whole.arity())
              .mapToObj(whole::argument)
              .filter(a -> !a.isConstant())
              .findFirst()
              .orElseThrow();
    }
    return inner.op() == Op.LOAD ? Optional.of(inner) : Optional.empty();
  }

  /** The places of the code whose addresses were stored, or are in a register. */
  static Set<CodePoint> planted(Run run, Code code, Walk walk) {
    Set<CodePoint> result = new LinkedHashSet<>();
    for (MemoryAccess access : walk.accesses()) {
      access.value().filter(v -> access.write()).ifPresent(v -> add(run, code, v, result));
    }
    for (Location location : walk.state().changes().keySet()) {
      if (location.kind() == Location.Kind.GENERAL) {
        add(run, code, walk.state().get(location), result);
      }
    }
    return result;
  }

  private static void add(Run run, Code code, Term value, Set<CodePoint> result) {
    if (value.width() == run.entryStackPointer().width()) {
      code.pointAt(value, run).map(p -> isThumb(run) ? even(p) : p).ifPresent(result::add);
    }
  }

  /** The lowest bit of an address of T32 code says that it is such (Arm A-profile, A2.3.1). */
  private static boolean isThumb(Run run) {
    return run.contract().target().mode() != Mode.DEFAULT;
  }

  private static CodePoint even(CodePoint point) {
    return point.at(point.offset() & -2);
  }

  /** Whether control would come to a place as to code of another instruction set. */
  static boolean isOtherSet(Run run, CodePoint place) {
    return run.contract().architecture() == Architecture.ARM && place.offset() % 2 != 0;
  }

  /** Gives everything that is switched the value that whoever goes back leaves in it. */
  static void resume(Run run, State state) {
    Set<String> ofFunctions = new HashSet<>(Calls.clobbers(run.contract(), Optional.empty()));
    CalleeSaved.inC(run.contract().target()).forEach(part -> ofFunctions.add(part.name()));
    for (Location location : run.registers().locations()) {
      if (isSwitched(location) || ofFunctions.contains(location.name())) {
        String name = "resume." + location.name();
        state.set(location, run.unknown(name, location.width(), new Origin.Made("the switch")));
        state.markWritten(location);
      }
    }
    int width = run.entryStackPointer().width();
    state.changeMemories(memory -> run.terms().applyMemory("resume", width, List.of(memory)));
  }

  /** Beside what functions change or keep. */
  private static boolean isSwitched(Location location) {
    return switch (location.kind()) {
      case GENERAL, CONDITION, FLAG, STACK_POINTER -> true;
      case VECTOR, MASK, X87, DIRECTION, CONTROL, SYSTEM, ZERO -> false;
    };
  }

  /** What has to be equal to what for the paths to end on the stack on which they began. */
  static Optional<Map.Entry<Term, Term>> counterpart(Run run, List<Path> paths) {
    List<Path> exits = paths.stream().filter(p -> isExit(run, p)).toList();
    boolean all = !exits.isEmpty() && exits.stream().allMatch(p -> isElsewhere(run, p.finish()));
    if (run.valuation().isConcrete() || !all) {
      return Optional.empty();
    }
    return exits.stream().map(p -> counterpart(run, p)).findFirst().flatMap(c -> c);
  }

  private static boolean isExit(Run run, Path path) {
    return run.contract().kind() == MacroKind.ASM
        ? path.exit().isNormal()
        : path.exit() instanceof Exit.Leaves;
  }

  private static Optional<Map.Entry<Term, Term>> counterpart(Run run, Path path) {
    if (path.left().isEmpty() && !switchesAllRegisters(run, path)) {
      return Optional.empty();
    }
    Term pointer = path.finish().get(run.registers().stackPointer());
    Term saved = run.entryStackPointer().add(popped(run, path)).sub(pointer.offset());
    Term taken = pointer.base();
    Optional<Term> place =
        path.accesses().stream()
            .filter(a -> a.write() && Objects.equals(a.value().orElse(null), saved))
            .map(MemoryAccess::address)
            .findFirst();
    if (place.isPresent() && taken.op() == Op.LOAD && path.left().isEmpty()) {
      Term there = taken.argument(1);
      if (there.base() != place.get().base() && !there.base().isConstant()) {
        return Optional.of(Map.entry(there.base(), place.get().sub(there.offset())));
      }
    }
    return place.isPresent() || isInRegister(path, saved)
        ? Optional.of(Map.entry(taken, saved))
        : Optional.empty();
  }

  /** A register that the code leaves alone is not what it was once others have run. */
  private static boolean switchesAllRegisters(Run run, Path path) {
    return CalleeSaved.inC(run.contract().target()).stream()
        .flatMap(part -> run.registers().view(part.name()).stream())
        .allMatch(v -> path.finish().get(v.location()) != run.entryValue(v.location()));
  }

  /** A naked function ends with its return address taken from the stack, where calls put it. */
  private static int popped(Run run, Path path) {
    boolean onStack =
        run.contract().kind() == MacroKind.NAKED_ASM && run.contract().architecture().isX86();
    return onStack && path.target().isPresent() ? run.entryStackPointer().width() / 8 : 0;
  }

  private static boolean isInRegister(Path path, Term saved) {
    State state = path.left().orElse(path.finish());
    return state.changes().entrySet().stream()
        .anyMatch(e -> e.getKey().kind() == Location.Kind.GENERAL && e.getValue() == saved);
  }
}

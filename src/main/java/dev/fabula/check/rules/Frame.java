package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.NakedExits;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What has to be at exit as it was at entry, and is not for certain (Reference, asm.rules). */
final class Frame {

  private Frame() {}

  /**
   * A location whose value at exit differs from the one at entry.
   *
   * @param path the path
   * @param location the location
   * @param changed the condition under which it differs
   * @param writer the last instruction that wrote it
   * @param call the call by which that instruction may have changed it, if it was one
   */
  record Change(
      Path path,
      Location location,
      Term changed,
      Optional<Instruction> writer,
      Optional<Occurrence> call) {

    /** Whether the code itself makes the change. */
    boolean isOwn() {
      return call.isEmpty();
    }

    /** Whether a function makes it that the code calls. */
    boolean isOfFunction() {
      return call.filter(c -> c.event() instanceof Event.FunctionCall).isPresent();
    }

    /** Whether the system makes it. */
    boolean isOfSystem() {
      return call.filter(c -> c.event() instanceof Event.SystemCall).isPresent();
    }
  }

  private record Changes(List<Change> all) {}

  /**
   * All changes of locations on paths that go on behind the site or at one of its labels; of a
   * naked function those of state that belongs to callers, its registers aside.
   */
  static List<Change> changes(Examination examination) {
    return examination.once(Changes.class, each -> new Changes(List.copyOf(find(each)))).all();
  }

  private static List<Change> find(Examination examination) {
    List<Change> result = new ArrayList<>();
    if (examination.contract().kind() == MacroKind.ASM) {
      for (Path path : examination.paths()) {
        if (path.exit().isNormal() && !isForbidden(examination, path)) {
          addChanges(examination, path, result);
        }
      }
    }
    NakedExits.of(examination).forEach(path -> addChanges(examination, path, result));
    if (examination.contract().kind() == MacroKind.NAKED_ASM) {
      result.removeIf(change -> !belongsToCallers(change.location()));
    }
    return result;
  }

  /** State beside its registers that a function has to leave as it found it. */
  private static boolean belongsToCallers(Location location) {
    return switch (location.kind()) {
      case DIRECTION, CONTROL -> true;
      case GENERAL, VECTOR, MASK, X87, CONDITION, STACK_POINTER, FLAG, SYSTEM, ZERO -> false;
    };
  }

  /** An exit that must not be at all is reported as such, whatever the registers hold there. */
  private static boolean isForbidden(Examination examination, Path path) {
    return path.exit() instanceof Exit.FallThrough
        && examination.contract().promises(Option.NORETURN);
  }

  private static void addChanges(Examination examination, Path path, List<Change> result) {
    path.finish().changes().entrySet().stream()
        .sorted(Comparator.comparing(e -> e.getKey().name()))
        .forEach(e -> add(examination, path, e.getKey(), e.getValue(), result));
  }

  private static void add(
      Examination examination, Path path, Location location, Term value, List<Change> result) {
    Term changed = value.ne(examination.run().entryValue(location));
    if (!changed.isFalse()) {
      result.add(change(examination, path, location, changed));
    }
  }

  /** What the code itself has changed before a call is its own change, whatever the call does. */
  private static Change change(
      Examination examination, Path path, Location location, Term changed) {
    Optional<Occurrence> call = Optional.empty();
    for (Path.Step step : path.steps().reversed()) {
      Optional<Term> written = step.written(location);
      if (written.isPresent()) {
        Optional<Occurrence> here = call(path, step.at(), location);
        if (here.isEmpty() && written.get() == examination.run().entryValue(location)) {
          break;
        }
        if (here.isEmpty()) {
          return new Change(path, location, changed, Optional.of(step.at()), Optional.empty());
        }
        call = here;
      }
    }
    return new Change(path, location, changed, call.map(Occurrence::at), call);
  }

  private static Optional<Occurrence> call(Path path, Instruction writer, Location location) {
    return path.events().stream()
        .filter(o -> o.at() == writer && o.changed().contains(location))
        .findFirst();
  }

  /** Whether operands of the site can be in the location at all. */
  static boolean holdsOperands(Location location) {
    return switch (location.kind()) {
      case GENERAL, VECTOR, MASK, X87, CONDITION -> true;
      case STACK_POINTER, FLAG, DIRECTION, CONTROL, SYSTEM, ZERO -> false;
    };
  }
}

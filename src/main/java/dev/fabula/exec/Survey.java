package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each instruction of a piece of code does taken alone, whatever the paths.
 *
 * @param looks one for each instruction whose meaning is known, in order of their places
 */
public record Survey(List<Look> looks) {

  /** Copies the list. */
  public Survey {
    looks = List.copyOf(looks);
  }

  /**
   * One instruction.
   *
   * @param point its place
   * @param end offset behind it
   * @param reads the locations that it reads
   * @param writes the locations that it may write
   * @param memory whether it may write memory outside of the stack
   * @param stack whether it may write the site's own stack
   * @param call the system call that it is, if it is one
   * @param control where control goes next
   */
  record Look(
      CodePoint point,
      int end,
      Set<Location> reads,
      Set<Location> writes,
      boolean memory,
      boolean stack,
      Optional<Event.SystemCall> call,
      Control control) {

    /** The places in the same code to which control may go next. */
    List<CodePoint> successors(Code code) {
      CodePoint next = point.at(end);
      return switch (control) {
        case Control.Next n -> List.of(next);
        case Control.Call call -> List.of(next);
        case Control.ComputedCall call -> List.of(next);
        case Control.Branch branch -> with(next, target(code));
        case Control.Jump jump -> target(code).stream().toList();
        case Control.Computed computed -> List.of();
        case Control.Stop stop -> List.of();
        case Control.When when -> with(next, target(code));
      };
    }

    private static List<CodePoint> with(CodePoint next, Optional<CodePoint> target) {
      return target.map(t -> List.of(next, t)).orElse(List.of(next));
    }

    /** The place in the same code that a branch or jump goes to. */
    Optional<CodePoint> target(Code code) {
      return target(code, control);
    }

    private Optional<CodePoint> target(Code code, Control way) {
      return switch (way) {
        case Control.Branch branch -> code.place(point, branch.target());
        case Control.Jump jump -> code.place(point, jump.target());
        case Control.Next next -> Optional.empty();
        case Control.Computed computed -> Optional.empty();
        case Control.Call call -> Optional.empty();
        case Control.ComputedCall call -> Optional.empty();
        case Control.Stop stop -> Optional.empty();
        case Control.When when -> target(code, when.then());
      };
    }
  }

  /** Looks at all code. */
  public static Survey of(Run run, Code code) {
    List<Look> looks = new ArrayList<>();
    code.all().keySet().forEach(point -> look(run, code, point).ifPresent(looks::add));
    return new Survey(looks);
  }

  private static Optional<Look> look(Run run, Code code, CodePoint point) {
    try {
      return Optional.of(look(Effects.of(run, code, point)));
    } catch (UnknownInstruction unknown) {
      return Optional.empty();
    }
  }

  private static Look look(Effects effects) {
    boolean memory =
        effects.accesses().stream().anyMatch(a -> a.write() && a.region() != Region.OWN_STACK)
            || !effects.events().isEmpty();
    boolean stack = effects.accesses().stream().anyMatch(MemoryAccess::write);
    return new Look(
        effects.point(),
        effects.instruction().end(),
        effects.reads(),
        effects.writes().keySet(),
        memory,
        stack,
        systemCall(effects),
        effects.control());
  }

  private static Optional<Event.SystemCall> systemCall(Effects effects) {
    return effects.events().stream()
        .filter(Event.SystemCall.class::isInstance)
        .map(Event.SystemCall.class::cast)
        .findFirst();
  }

  /** The calls of the system. */
  Stream<Event.SystemCall> systemCalls() {
    return looks.stream().flatMap(look -> look.call().stream());
  }

  /** Whether some instruction calls a function outside of the code. */
  public boolean callsOutside(Code code) {
    return looks.stream()
        .anyMatch(l -> {
          Control way = l.control() instanceof Control.When when ? when.then() : l.control();
          return way instanceof Control.ComputedCall
              || (way instanceof Control.Call call
                  && code.place(l.point(), call.target()).isEmpty());
        });
  }

  /** Every location that some instruction may write. */
  public Set<Location> written() {
    Set<Location> all = new LinkedHashSet<>();
    looks.forEach(look -> all.addAll(look.writes()));
    return all;
  }

  /** Every location that some instruction reads or writes. */
  public Set<Location> touched() {
    Set<Location> all = new LinkedHashSet<>();
    for (Look look : looks) {
      all.addAll(look.reads());
      all.addAll(look.writes());
    }
    return all;
  }
}

package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way of control through the code, from entry to its exit.
 *
 * @param conditions what must hold for the path to be taken, each of width 1
 * @param steps the instructions in the order of execution
 * @param decisions the conditions of branches on the way whose outcome was open, in order; the path
 *     took them as {@code conditions} say
 * @param accesses memory accesses in order
 * @param events events in order
 * @param finish the state at the exit
 * @param exit how it ends
 * @param target the address that the last instruction goes to, if it leaves the code by a computed
 *     jump or a return
 * @param left the state in which it went over to another stack, if it did and was gone back to
 */
public record Path(
    List<Term> conditions,
    List<Step> steps,
    List<Decision> decisions,
    List<MemoryAccess> accesses,
    List<Occurrence> events,
    State finish,
    Exit exit,
    Optional<Term> target,
    Optional<State> left) {

  /**
   * An executed instruction and what it changed.
   *
   * @param at the instruction
   * @param writes the locations that it wrote, with their new values
   */
  public record Step(Instruction at, List<Write> writes) {

    /** The new value of a location, if it was written. */
    public Optional<Term> written(Location location) {
      for (Write write : writes) {
        if (write.location().equals(location)) {
          return Optional.of(write.value());
        }
      }
      return Optional.empty();
    }
  }

  /** A new value of a location. */
  public record Write(Location location, Term value) {}

  /** A branch whose outcome depended on the entry state. */
  public record Decision(Instruction at, Term condition) {}

  /** The same with other accesses, events and conditions. */
  public Path with(List<Term> when, List<MemoryAccess> made, List<Occurrence> happened) {
    return new Path(when, steps, decisions, made, happened, finish, exit, target, left);
  }

  /** Paths of one exploration are told apart by identity: what they hold is too much to compare. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** Whether a call or system call happened on the way, whose callee might not come back. */
  public boolean mayNotComeBack() {
    return events.stream()
        .anyMatch(o ->
            o.event() instanceof Event.SystemCall
                || o.event() instanceof Event.Wait
                || o.event() instanceof Event.Unmodelled);
  }
}

package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One behaviour of a story.
 *
 * @param conditions what must hold for it, each of width 1
 * @param ending how it ends
 * @param memory the memory at the end
 * @param events its accesses to memory in order
 */
public record Outcome(List<Term> conditions, Ending ending, Term memory, List<MemoryEvent> events) {

  /** Copies the lists. */
  public Outcome {
    conditions = List.copyOf(conditions);
    events = List.copyOf(events);
  }

  /** The same with another form of each term, but for the value that it returns. */
  public Outcome with(UnaryOperator<Term> change) {
    return new Outcome(
        conditions.stream().map(change).toList(),
        ending,
        change.apply(memory),
        events.stream().map(e -> e.with(change)).toList());
  }

  /** How a behaviour ends. */
  public sealed interface Ending {

    /** It returns a value. */
    record Returns(Value value) implements Ending {}

    /** It panics. */
    record Panics(String message) implements Ending {}

    /** It ends the process. */
    record Aborts() implements Ending {}

    /**
     * It has undefined behaviour.
     *
     * @param duty what the caller has to see to, so that this does not happen
     */
    record Undefined(String duty) implements Ending {}

    /** It is one of those that others tell, for any state of a loop that has an invariant. */
    record Summed() implements Ending {}

    /** It was given up at a limit. */
    record Cut(String limit) implements Ending {}

    /** Something in it has no meaning here. */
    record Lost(String reason) implements Ending {}
  }
}

package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.term.Term;
import java.util.List;

/**
 * An event on a path.
 *
 * @param at the instruction that caused it
 * @param event what happened
 * @param passed for a call the values that it may be passed, the address first if that is computed
 */
public record Occurrence(Instruction at, Event event, List<Term> passed) {

  /** Copies the list. */
  public Occurrence {
    passed = List.copyOf(passed);
  }

  /** Whether it is a call of a function or of the system. */
  public boolean isCall() {
    return event instanceof Event.FunctionCall || event instanceof Event.SystemCall;
  }
}

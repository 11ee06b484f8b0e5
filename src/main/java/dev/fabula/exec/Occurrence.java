package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Set;

/**
 * An event on a path.
 *
 * @param at the instruction that caused it
 * @param step how many instructions came before that on the path
 * @param event what happened
 * @param stackPointer the stack pointer before the instruction
 * @param passed for a call the values that it may be passed, the address first if that is computed;
 *     for another event those that go into it
 * @param changed for a call the locations that whoever is called may change
 * @param confidence how sure it is that it does
 */
public record Occurrence(
    Instruction at,
    int step,
    Event event,
    Term stackPointer,
    List<Term> passed,
    Set<Location> changed,
    Confidence confidence) {

  /** How well the conventions of a call are known. */
  public enum Confidence {
    /** They are documented for the target. */
    KNOWN,
    /** The target is not known; the registers that are passed are those of common systems. */
    LIKELY,
    /** The target is not known, and systems differ. */
    POSSIBLE
  }

  /** Copies the collections. */
  public Occurrence {
    passed = List.copyOf(passed);
    changed = Set.copyOf(changed);
  }

  /** An event that calls nobody. */
  static Occurrence of(Instruction at, int step, Event event, Term stackPointer, List<Term> told) {
    return new Occurrence(at, step, event, stackPointer, told, Set.of(), Confidence.KNOWN);
  }

  /** The same, with what is known of the callee. */
  Occurrence calling(List<Term> values, Set<Location> locations, Confidence how) {
    return new Occurrence(at, step, event, stackPointer, values, locations, how);
  }

  /** Whether it is a call of a function or of the system. */
  public boolean isCall() {
    return event instanceof Event.FunctionCall || event instanceof Event.SystemCall;
  }

  /** The same so many steps later. */
  public Occurrence later(int by) {
    return new Occurrence(at, step + by, event, stackPointer, passed, changed, confidence);
  }
}

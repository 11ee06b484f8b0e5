package dev.fabula.isa.validate;

import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.MemoryValue;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Terms of an outcome read with the values of an entry state; what is left open is random. */
final class Reading {

  private final Evaluator evaluator;

  private Reading(Assignment assignment) {
    this.evaluator = new Evaluator(assignment);
  }

  /**
   * A reading.
   *
   * @param seed chooses the values of all that is left open and of functions
   */
  static Reading of(Target target, Outcome outcome, MachineState state, long seed) {
    return new Reading(
        new Assignment(
            variables(target, outcome, state), memories(outcome, state), Map.of(), seed));
  }

  /** A reading with values of its own for what is left open, and fixed ones for functions. */
  static Reading opened(Target target, Outcome outcome, MachineState state, Term term, long seed) {
    Map<String, BigInteger> variables = variables(target, outcome, state);
    for (Term variable : term.variables()) {
      if (!variable.isMemory() && variable.name().startsWith(Path.OPEN)) {
        Assignment random = Assignment.random(seed);
        variables.put(variable.name(), random.variable(variable.name(), variable.width()));
      }
    }
    return new Reading(new Assignment(variables, memories(outcome, state), Map.of(), 0));
  }

  private static Map<String, BigInteger> variables(
      Target target, Outcome outcome, MachineState state) {
    Map<String, BigInteger> variables = new HashMap<>();
    for (Field field : outcome.fieldsRead()) {
      variables.put(field.location(), state.get(field));
    }
    variables.put(Path.CODE, BigInteger.valueOf(state.code() - target.entryBit()));
    return variables;
  }

  private static Map<String, Map<BigInteger, Integer>> memories(
      Outcome outcome, MachineState state) {
    return outcome.touchesMemory() ? Map.of(Path.MEMORY, state.memory()) : Map.of();
  }

  BigInteger value(Term term) {
    return term.isConstant() ? term.value() : evaluator.value(term);
  }

  MemoryValue memory(Term term) {
    return evaluator.memory(term);
  }

  boolean all(List<Term> conditions) {
    return conditions.stream().allMatch(c -> value(c).signum() != 0);
  }

  /** The way that is taken. */
  Optional<Path> path(Outcome outcome) {
    return outcome.paths().stream().filter(p -> all(p.conditions())).findFirst();
  }
}

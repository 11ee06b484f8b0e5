package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values of all locations and of all memories at one moment; changes in place. A location that was
 * never given a value has that of the entry.
 */
public final class State {

  private final Function<Location, Term> entry;
  private final Map<Location, Term> values;
  private final Set<Location> written;
  private Term memory;
  private Term stack;
  private final SortedMap<Integer, Term> variables;

  private State(
      Function<Location, Term> entry,
      Map<Location, Term> values,
      Set<Location> written,
      Term memory,
      Term stack,
      Map<Integer, Term> variables) {
    this.variables = new TreeMap<>(variables);
    this.entry = entry;
    this.values = values;
    this.written = written;
    this.memory = memory;
    this.stack = stack;
  }

  /** A state in which every location has its value at entry. */
  static State atEntry(
      Function<Location, Term> entry, Term memory, Term stack, Map<Integer, Term> variables) {
    return new State(entry, new HashMap<>(), new HashSet<>(), memory, stack, variables);
  }

  /** An independent copy. */
  public State copy() {
    return new State(
        entry, new HashMap<>(values), new HashSet<>(written), memory, stack, variables);
  }

  /** The value of a location. */
  public Term get(Location location) {
    Term value = values.get(location);
    return value == null ? entry.apply(location) : value;
  }

  void set(Location location, Term value) {
    if (value.width() != location.width()) {
      throw new IllegalArgumentException(location + " is not " + value.width() + " bits wide");
    }
    values.put(location, value);
  }

  /** Notes that an instruction has given the location a value. */
  void markWritten(Location location) {
    written.add(location);
  }

  /** Whether an instruction has given the location a value since entry. */
  boolean isWritten(Location location) {
    return written.contains(location);
  }

  /** The locations that were given values since entry, with the last one. */
  public Map<Location, Term> changes() {
    return java.util.Collections.unmodifiableMap(values);
  }

  /** The memory that a foreign function could reach. */
  public Term memory() {
    return memory;
  }

  void memory(Term value) {
    memory = value;
  }

  /** The memories of variables to which no pointer leads, by the operand that tells their place. */
  SortedMap<Integer, Term> variables() {
    return variables;
  }

  /** The memory of a variable, or that which a foreign function could reach. */
  Term memory(OptionalInt variable) {
    return variable.isEmpty()
        ? memory
        : Optional.ofNullable(variables.get(variable.getAsInt())).orElseThrow();
  }

  void memory(OptionalInt variable, Term value) {
    if (variable.isEmpty()) {
      memory = value;
    } else {
      variables.put(variable.getAsInt(), value);
    }
  }

  /** Changes all memories that are not the code's own. */
  void changeMemories(UnaryOperator<Term> change) {
    memory = change.apply(memory);
    variables.replaceAll((place, each) -> change.apply(each));
  }

  /** The memory below the entry stack pointer. */
  public Term stack() {
    return stack;
  }

  void stack(Term value) {
    stack = value;
  }
}

package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Values of all locations and of both memories at one moment; changes in place. */
public final class State {

  private final Map<Location, Term> values;
  private final Set<Location> written;
  private Term memory;
  private Term stack;

  private State(Map<Location, Term> values, Set<Location> written, Term memory, Term stack) {
    this.values = values;
    this.written = written;
    this.memory = memory;
    this.stack = stack;
  }

  /** A state with no location set. */
  static State empty(Term memory, Term stack) {
    return new State(new HashMap<>(), new HashSet<>(), memory, stack);
  }

  /** An independent copy. */
  public State copy() {
    return new State(new HashMap<>(values), new HashSet<>(written), memory, stack);
  }

  /** The value of a location. */
  public Term get(Location location) {
    Term value = values.get(location);
    if (value == null) {
      throw new IllegalArgumentException("no value for " + location);
    }
    return value;
  }

  /** Whether the location has a value yet; those that appear on demand have none at entry. */
  boolean has(Location location) {
    return values.containsKey(location);
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

  /** All locations with their values. */
  public Map<Location, Term> values() {
    return java.util.Collections.unmodifiableMap(values);
  }

  /** The memory that a foreign function could reach. */
  public Term memory() {
    return memory;
  }

  void memory(Term value) {
    memory = value;
  }

  /** The memory below the entry stack pointer. */
  public Term stack() {
    return stack;
  }

  void stack(Term value) {
    stack = value;
  }
}

package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Values of all locations and of both memories at one moment; changes in place. A location that was
 * never given a value has that of the entry.
 */
public final class State {

  private final Function<Location, Term> entry;
  private final Map<Location, Term> values;
  private final Set<Location> written;
  private Term memory;
  private Term stack;

  private State(
      Function<Location, Term> entry,
      Map<Location, Term> values,
      Set<Location> written,
      Term memory,
      Term stack) {
    this.entry = entry;
    this.values = values;
    this.written = written;
    this.memory = memory;
    this.stack = stack;
  }

  /** A state in which every location has its value at entry. */
  static State atEntry(Function<Location, Term> entry, Term memory, Term stack) {
    return new State(entry, new HashMap<>(), new HashSet<>(), memory, stack);
  }

  /** An independent copy. */
  public State copy() {
    return new State(entry, new HashMap<>(values), new HashSet<>(written), memory, stack);
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

  /** The memory below the entry stack pointer. */
  public Term stack() {
    return stack;
  }

  void stack(Term value) {
    stack = value;
  }
}

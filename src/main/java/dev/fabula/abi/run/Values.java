package dev.fabula.abi.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name: of registers, or of words in memory. */
final class Values {

  private final Map<String, Long> numbers = new LinkedHashMap<>();

  /** The number of a name; throws if there is none. */
  long of(String name) {
    Long found = numbers.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return found;
  }

  /** Gives a name a number. */
  void put(String name, long value) {
    numbers.put(name, value);
  }

  /** Forgets a name. */
  void remove(String name) {
    numbers.remove(name);
  }

  /** All of them, in the order in which they were given. */
  Map<String, Long> all() {
    return Collections.unmodifiableMap(numbers);
  }
}

package dev.fabula.term;

import java.math.BigInteger;
import java.util.List;

/**
 * An uninterpreted function at given argument values; a memory argument counts by {@link
 * MemoryValue#fingerprint()}.
 */
public record Application(String function, List<BigInteger> arguments) {
  /** The application with its own copy of the arguments. */
  public Application {
    arguments = List.copyOf(arguments);
  }

  /** The name under which an {@link Assignment} holds the memory that such a function yields. */
  public String memoryName() {
    StringBuilder name = new StringBuilder(function);
    arguments.forEach(argument -> name.append(' ').append(argument.toString(16)));
    return name.toString();
  }
}

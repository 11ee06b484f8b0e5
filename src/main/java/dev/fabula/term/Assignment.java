package dev.fabula.term;

import java.math.BigInteger;
import java.util.Map;

/**
 * Values for every unknown there is: given ones, and fixed pseudo-random ones for the rest.
 *
 * @param variables values of variables by name, taken modulo 2^width
 * @param memories bytes (0 to 255) by memory name and unsigned address
 * @param functions results of uninterpreted functions by name and argument values
 * @param seed selects the pseudo-random values of all that is not given
 */
public record Assignment(
    Map<String, BigInteger> variables,
    Map<String, Map<BigInteger, Integer>> memories,
    Map<Application, BigInteger> functions,
    long seed) {

  /** The assignment with its own copies of the maps. */
  public Assignment {
    variables = Map.copyOf(variables);
    memories = Map.copyOf(memories);
    functions = Map.copyOf(functions);
  }

  /** The assignment that gives nothing and leaves all to the seed. */
  public static Assignment random(long seed) {
    return new Assignment(Map.of(), Map.of(), Map.of(), seed);
  }

  /** The assignment of these variables alone. */
  public static Assignment of(Map<String, BigInteger> variables) {
    return new Assignment(variables, Map.of(), Map.of(), 0);
  }

  /** The value of the variable of this name and width. */
  public BigInteger variable(String name, int width) {
    BigInteger given = variables.get(name);
    return given == null ? Noise.bits(Noise.of(seed, name), width) : Concrete.reduce(given, width);
  }

  /** What the memory of this name holds at first. */
  InitialMemory memory(String name) {
    return new InitialMemory(memories.getOrDefault(name, Map.of()), Noise.of(seed, name));
  }

  /** The result of an uninterpreted function of this width. */
  public BigInteger apply(Application application, int width) {
    BigInteger given = functions.get(application);
    if (given != null) {
      return Concrete.reduce(given, width);
    }
    long state = Noise.of(seed, application.function());
    for (BigInteger argument : application.arguments()) {
      state = Noise.mix(state * 31 + Noise.of(argument));
    }
    return Noise.bits(state, width);
  }
}

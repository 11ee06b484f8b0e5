package dev.fabula.term;

import java.math.BigInteger;
import java.util.List;

/**
 * A function of vectors whose value can be computed, such as the sum of two floats or a round of a
 * cipher.
 *
 * <p>The simplifier computes its value at constants, and an {@link Evaluator} everywhere; to a
 * solver it is an unknown function until a model contradicts it. An architecture adds one by
 * implementing this, best by an enum or a record, and {@link Terms#apply(KnownFunction, List)
 * applying} it.
 */
public interface KnownFunction {

  /** The identity of the function in every bank: one name is one function of one signature. */
  String name();

  /** The number of bits of its result. */
  int width();

  /**
   * The result, taken modulo 2^{@link #width()}.
   *
   * @param arguments the arguments' unsigned values
   */
  BigInteger value(List<BigInteger> arguments);
}

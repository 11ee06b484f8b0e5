package dev.fabula.solver;

import dev.fabula.term.Op;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/**
 * One query to an engine: expressions are built, truths required, and a model is read.
 *
 * <p>Vectors and truths are different sorts here, as in SMT-LIB.
 *
 * @param <E> the engine's expressions
 */
interface Session<E> extends AutoCloseable {
  /** What an engine says to a query. */
  enum Result {
    SATISFIABLE,
    UNSATISFIABLE,
    UNKNOWN
  }

  E constant(BigInteger value, int width);

  /** A new unknown vector. */
  E variable(String name, int width);

  /** A new unknown memory. */
  E memory(String name, int addressWidth);

  /** A function's value; one name always comes with the same widths. */
  E apply(String function, int width, List<E> arguments, List<Integer> argumentWidths);

  E not(E vector);

  /** One of the binary operators on vectors of equal width, except rotations. */
  E binary(Op op, E a, E b);

  E extract(E vector, int high, int low);

  E concat(E high, E low);

  E signExtend(E vector, int by);

  /** The truth of {@code EQ}, {@code ULT} or {@code SLT}; {@code EQ} also between memories. */
  E compare(Op op, E a, E b);

  E negation(E truth);

  /** The truth of {@code AND} or {@code XOR}. */
  E logical(Op op, E a, E b);

  /** Whether a vector of width 1 is one. */
  E isOne(E vector);

  /** The vector of width 1 that is one if the truth holds. */
  E bit(E truth);

  /** A choice between vectors, memories or truths. */
  E ite(E truth, E then, E otherwise);

  E select(E memory, E address);

  E store(E memory, E address, E octet);

  void require(E truth);

  Result check(Duration limit);

  /** Why the last check ended unknown. */
  String reason();

  /** The unsigned value of a vector in the model. */
  BigInteger value(E vector);

  @Override
  void close();
}

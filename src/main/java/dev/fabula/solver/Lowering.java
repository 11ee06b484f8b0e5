package dev.fabula.solver;

import dev.fabula.term.Op;
import java.math.BigInteger;

/** Operators that no engine has, in terms of those that all have; for widths of at least 2. */
final class Lowering<E> {
  private final Session<E> session;

  Lowering(Session<E> session) {
    this.session = session;
  }

  private E number(int value, int width) {
    return session.constant(BigInteger.valueOf(value), width);
  }

  private E truthOfBit(E vector, int index) {
    return session.isOne(session.extract(vector, index, index));
  }

  /** The sum of all bits, added in pairs. */
  E popcount(E vector, int width) {
    return sum(vector, width - 1, 0, width);
  }

  private E sum(E vector, int high, int low, int width) {
    if (high == low) {
      return session.concat(number(0, width - 1), session.extract(vector, low, low));
    }
    int middle = (high + low) / 2;
    E upper = sum(vector, high, middle + 1, width);
    return session.binary(Op.ADD, upper, sum(vector, middle, low, width));
  }

  E leadingZeros(E vector, int width) {
    E result = number(width, width);
    for (int i = 0; i < width; i++) {
      result = session.ite(truthOfBit(vector, i), number(width - 1 - i, width), result);
    }
    return result;
  }

  E trailingZeros(E vector, int width) {
    E result = number(width, width);
    for (int i = width - 1; i >= 0; i--) {
      result = session.ite(truthOfBit(vector, i), number(i, width), result);
    }
    return result;
  }

  E reversed(E vector, int width) {
    E result = session.extract(vector, 0, 0);
    for (int i = 1; i < width; i++) {
      result = session.concat(result, session.extract(vector, i, i));
    }
    return result;
  }

  /** A rotation as two shifts whose results have no bit in common. */
  E rotated(Op op, E vector, E amount, int width) {
    E modulo = session.binary(Op.UREM, amount, number(width, width));
    E rest = session.binary(Op.ADD, number(width, width), negated(modulo, width));
    E left = op == Op.ROTL ? modulo : rest;
    E right = op == Op.ROTL ? rest : modulo;
    E high = session.binary(Op.SHL, vector, left);
    return session.binary(Op.XOR, high, session.binary(Op.LSHR, vector, right));
  }

  private E negated(E vector, int width) {
    return session.binary(Op.ADD, session.not(vector), number(1, width));
  }
}

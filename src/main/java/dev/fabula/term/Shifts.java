package dev.fabula.term;

import java.math.BigInteger;

/** Shifts and rotations; by constants they become extracts and concatenations. */
final class Shifts {
  private Shifts() {}

  static Term of(Op op, Term a, Term amount) {
    if (a.isConstant() && amount.isConstant()) {
      return Folding.binary(op, a, amount);
    }
    return switch (op) {
      case SHL, LSHR, ASHR -> shift(op, a, amount);
      case ROTL, ROTR -> rotation(op, a, amount);
      default -> throw new IllegalArgumentException(op + " is no shift");
    };
  }

  private static Term shift(Op op, Term a, Term amount) {
    if (a.isZero() || (op == Op.ASHR && a.isOnes())) {
      return a;
    }
    if (amount.isConstant()) {
      return byConstant(op, a, smaller(amount, a.width()));
    }
    if (a.width() == 1) {
      return op == Op.ASHR ? a : a.and(amount.not());
    }
    return a.bank().make(op, a.width(), a, amount);
  }

  private static Term byConstant(Op op, Term a, int amount) {
    int width = a.width();
    if (op == Op.ASHR) {
      return a.extract(width - 1, Math.min(amount, width - 1)).sext(width);
    }
    if (amount == width) {
      return a.bank().zero(width);
    }
    return op == Op.SHL ? Slices.shiftedLeft(a, amount) : a.extract(width - 1, amount).zext(width);
  }

  /** The constant as a number, or the limit if it is greater. */
  private static int smaller(Term constant, int limit) {
    return constant.value().bitLength() > 31 ? limit : (int) Math.min(limit, constant.word());
  }

  private static Term rotation(Op op, Term a, Term amount) {
    int width = a.width();
    if (width == 1 || a.isZero() || a.isOnes()) {
      return a;
    }
    if (amount.isConstant()) {
      int modulo = amount.value().mod(BigInteger.valueOf(width)).intValue();
      return rotatedLeft(a, op == Op.ROTL ? modulo : (width - modulo) % width);
    }
    if (Integer.bitCount(width) != 1) {
      return a.bank().make(op, width, a, amount);
    }
    int meaningful = Integer.numberOfTrailingZeros(width);
    Term left = op == Op.ROTL ? amount : amount.neg();
    Term reduced = left.truncate(meaningful).zext(width);
    if (reduced.isConstant()) {
      return rotation(Op.ROTL, a, reduced);
    }
    return a.op() == Op.ROTL
        ? rotation(Op.ROTL, a.argument(0), a.argument(1).add(reduced))
        : a.bank().make(Op.ROTL, width, a, reduced);
  }

  private static Term rotatedLeft(Term a, int amount) {
    int width = a.width();
    return amount == 0
        ? a
        : a.extract(width - 1 - amount, 0).concat(a.extract(width - 1, width - amount));
  }
}

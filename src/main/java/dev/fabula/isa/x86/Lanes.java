package dev.fabula.isa.x86;

import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Vectors as sequences of lanes; lane 0 is the lowest. */
final class Lanes {

  private Lanes() {}

  static Term lane(Term vector, int bits, int index) {
    return vector.extract(bits * (index + 1) - 1, bits * index);
  }

  /** The vector whose lanes a function of their number gives. */
  static Term of(int count, IntFunction<Term> lane) {
    List<Term> lanes = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      lanes.add(lane.apply(n));
    }
    return lanes.getFirst().bank().concat(lanes.reversed());
  }

  static Term map(Term a, int bits, UnaryOperator<Term> operation) {
    return of(a.width() / bits, n -> operation.apply(lane(a, bits, n)));
  }

  static Term map(Term a, Term b, int bits, BinaryOperator<Term> operation) {
    return of(a.width() / bits, n -> operation.apply(lane(a, bits, n), lane(b, bits, n)));
  }

  /** All ones where a condition holds, else zero. */
  static Term mask(Term condition, int bits) {
    return condition.sext(bits);
  }

  /** The lane that an index picks, which has no more bits than it takes to count them. */
  static Term picked(Term vector, int bits, Term index) {
    int width = vector.width();
    Term shift = index.zext(width).shl(vector.bank().constant(log2(bits), width));
    return vector.lshr(shift).truncate(bits);
  }

  private static int log2(int power) {
    return Integer.numberOfTrailingZeros(power);
  }

  /** Replaces one lane. */
  static Term with(Term vector, int bits, int index, Term value) {
    return of(vector.width() / bits, n -> n == index ? value : lane(vector, bits, n));
  }

  /** The low lane replaced, the rest kept. */
  static Term withLow(Term vector, Term value) {
    return value.width() == vector.width()
        ? value
        : vector.extract(vector.width() - 1, value.width()).concat(value);
  }

  /** The signed number that fits best in so many bits. */
  static Term saturateSigned(Term value, int bits) {
    Term low = value.truncate(bits);
    Term top = value.sign().sext(bits);
    Term limit = top.xor(value.bank().ones(bits).lshr(value.bank().constant(1, bits)));
    return low.sext(value.width()).eq(value).ite(low, limit);
  }

  /** The unsigned number that fits a signed one best in so many bits. */
  static Term saturateUnsigned(Term value, int bits) {
    Term low = value.truncate(bits);
    Term limit = value.sign().not().sext(bits);
    return low.zext(value.width()).eq(value).ite(low, limit);
  }
}

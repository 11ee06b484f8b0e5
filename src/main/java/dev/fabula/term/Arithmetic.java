package dev.fabula.term;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums and products.
 *
 * <p>Normal form of a sum: a constant and a base; the base is one addend or an {@code ADD} of
 * several, each with its coefficient as a {@code MUL} or a shift, oldest first.
 */
final class Arithmetic {
  private Arithmetic() {}

  static Term add(Term a, Term b) {
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(Op.ADD, a, b);
    }
    if (a.isZero()) {
      return b;
    }
    if (b.isZero()) {
      return a;
    }
    return a.width() == 1 ? Bitwise.xor(a, b) : combination(a, 1, b, 1);
  }

  static Term sub(Term a, Term b) {
    if (a == b) {
      return a.bank().zero(a.width());
    }
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(Op.ADD, a, negated(b));
    }
    return a.width() == 1 ? Bitwise.xor(a, b) : combination(a, 1, b, -1);
  }

  /** The difference taken apart, or null if it is too long for that. */
  static @Nullable Sum difference(Term a, Term b) {
    Sum sum = new Sum(a.bank(), a.width());
    sum.add(a, 1);
    sum.add(b, -1);
    return sum.failed() ? null : sum;
  }

  private static Term combination(Term a, long ofA, Term b, long ofB) {
    Sum sum = new Sum(a.bank(), a.width());
    sum.add(a, ofA);
    sum.add(b, ofB);
    if (!sum.failed()) {
      return term(sum);
    }
    return opaque(a, ofB == 1 ? b : b.isConstant() ? negated(b) : scaled(b, ofB));
  }

  /** A sum that is too long to be taken apart; a constant still stands outside. */
  private static Term opaque(Term a, Term b) {
    Term constant = Folding.binary(Op.ADD, offset(a), offset(b));
    Term first = base(a);
    Term second = base(b);
    if (first.isZero() || second.isZero()) {
      return withOffset(first.isZero() ? second : first, constant);
    }
    boolean ordered = first.id() < second.id();
    return withOffset(raw(ordered ? first : second, ordered ? second : first), constant);
  }

  private static Term raw(Term a, Term b) {
    return a.bank().make(Op.ADD, a.width(), a, b);
  }

  private static Term withOffset(Term base, Term constant) {
    if (base.op() == Op.ADD && base.argument(0).isConstant()) {
      throw new IllegalStateException("a constant inside a base");
    }
    return constant.isZero() ? base : raw(constant, base);
  }

  /** The normal form of a linear combination. */
  static Term term(Sum sum) {
    List<Term> addends = sum.addends();
    if (addends.size() == 1 && sum.coefficient(0) == -1 && sum.constant().isOnes()) {
      return addends.get(0).not();
    }
    Term constant = sum.constant();
    List<Term> scaled = new ArrayList<>(addends.size());
    for (int i = 0; i < addends.size(); i++) {
      Term each = scaled(addends.get(i), sum.coefficient(i));
      if (each.isConstant()) {
        constant = Folding.binary(Op.ADD, constant, each);
      } else {
        scaled.add(each);
      }
    }
    return scaled.isEmpty() ? constant : withOffset(base(scaled), constant);
  }

  private static Term base(List<Term> scaled) {
    Term first = scaled.get(0);
    if (scaled.size() == 1) {
      return first;
    }
    if (scaled.size() == 2 && Disjoint.test(first, scaled.get(1))) {
      return Bitwise.or(first, scaled.get(1));
    }
    scaled.sort(Term.OLDEST_FIRST);
    return first.bank().make(Op.ADD, first.width(), scaled.toArray(new Term[0]));
  }

  /** An addend that is not linear itself, times a number. */
  private static Term scaled(Term addend, long coefficient) {
    if (coefficient == 1) {
      return addend;
    }
    int width = addend.width();
    long bits = width < 64 ? coefficient & Concrete.mask(width) : coefficient;
    if (Long.bitCount(bits) == 1 && (width <= 64 || coefficient > 0)) {
      return Slices.shiftedLeft(addend, Long.numberOfTrailingZeros(bits));
    }
    Term inner = Slices.zeroExtended(addend);
    if (coefficient == -1 && inner != null && inner.width() == 1) {
      return inner.sext(width);
    }
    return addend.bank().make(Op.MUL, width, addend.bank().constant(coefficient, width), addend);
  }

  static Term mul(Term a, Term b) {
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(Op.MUL, a, b);
    }
    if (a.width() == 1) {
      return Bitwise.and(a, b);
    }
    if (a.isConstant()) {
      return byConstant(b, a);
    }
    if (b.isConstant()) {
      return byConstant(a, b);
    }
    return ofFactors(a, b);
  }

  private static Term byConstant(Term a, Term factor) {
    if (factor.isZero()) {
      return factor;
    }
    if (Folding.isPowerOfTwo(factor)) {
      return Slices.shiftedLeft(a, Folding.lowestSetBit(factor));
    }
    Sum sum = new Sum(a.bank(), a.width());
    if (Sum.fits(factor)) {
      sum.add(a, Sum.signed(factor));
    }
    return Sum.fits(factor) && !sum.failed()
        ? term(sum)
        : a.bank().make(Op.MUL, a.width(), factor, a);
  }

  private static Term ofFactors(Term a, Term b) {
    Term factor = Folding.binary(Op.MUL, factor(a), factor(b));
    Term first = withoutFactor(a);
    Term second = withoutFactor(b);
    boolean ordered = first.id() < second.id();
    Term product =
        a.bank().make(Op.MUL, a.width(), ordered ? first : second, ordered ? second : first);
    return Folding.isOne(factor) ? product : byConstant(product, factor);
  }

  private static Term factor(Term a) {
    boolean product = a.op() == Op.MUL && a.argument(0).isConstant();
    return product ? a.argument(0) : a.bank().constant(1, a.width());
  }

  private static Term withoutFactor(Term a) {
    return a.op() == Op.MUL && a.argument(0).isConstant() ? a.argument(1) : a;
  }

  private static Term negated(Term constant) {
    return Folding.binary(Op.MUL, constant, constant.bank().ones(constant.width()));
  }

  static Term base(Term term) {
    if (term.isConstant()) {
      return term.bank().zero(term.width());
    }
    return term.op() == Op.ADD && term.argument(0).isConstant() ? term.argument(1) : term;
  }

  static Term offset(Term term) {
    if (term.isConstant()) {
      return term;
    }
    return term.op() == Op.ADD && term.argument(0).isConstant()
        ? term.argument(0)
        : term.bank().zero(term.width());
  }
}

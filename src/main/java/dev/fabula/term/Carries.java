package dev.fabula.term;

import org.jspecify.annotations.Nullable;

/** Carries and borrows seen as comparisons. */
final class Carries {
  private Carries() {}

  /** Whether {@code a + b} exceeds the width. */
  static Term ofSum(Term a, Term b) {
    return a.add(b).ult(a);
  }

  /**
   * The most significant bit of a sum whose operands have one bit less, as the comparison that it
   * stands for; null for other sums.
   */
  static @Nullable Term topBit(Term sum) {
    if (sum.op() != Op.ADD || sum.arity() != 2) {
      return null;
    }
    Term first = sum.argument(0);
    Term second = sum.argument(1);
    if (first.isConstant()) {
      return withConstant(first, second);
    }
    Term a = shorter(first);
    Term b = shorter(second);
    if (a != null && b != null) {
      return ofSum(a, b);
    }
    Term subtracted = a == null ? negated(first) : negated(second);
    Term from = a == null ? b : a;
    return subtracted == null || from == null ? null : from.ult(subtracted);
  }

  private static @Nullable Term withConstant(Term constant, Term other) {
    int width = constant.width();
    Term low = constant.extract(width - 2, 0);
    Term added = shorter(other);
    if (added != null) {
      return ofSum(added, low).xor(constant.sign());
    }
    Term subtracted = negated(other);
    return subtracted == null ? null : low.ult(subtracted).xor(constant.sign());
  }

  /** The operand without its most significant bit, if that is known to be zero. */
  private static @Nullable Term shorter(Term term) {
    return term.op() == Op.CONCAT && term.argument(0).isZero()
        ? term.extract(term.width() - 2, 0)
        : null;
  }

  private static @Nullable Term negated(Term term) {
    if (term.op() == Op.SEXT && term.argument(0).width() == 1) {
      return term.argument(0).zext(term.width() - 1);
    }
    return term.op() == Op.MUL && term.argument(0).isOnes() ? shorter(term.argument(1)) : null;
  }
}

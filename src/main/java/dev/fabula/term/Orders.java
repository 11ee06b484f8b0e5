package dev.fabula.term;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Laws between comparisons of the same two terms in a conjunction. */
final class Orders {
  private Orders() {}

  /** Replaces pairs of comparisons by one; false if two of them exclude each other. */
  static boolean reduce(List<Term> all) {
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        Term both = i == j ? null : combined(all.get(i), all.get(j));
        if (both != null) {
          if (both.isFalse()) {
            return false;
          }
          all.remove(Math.max(i, j));
          all.remove(Math.min(i, j));
          if (!both.isTrue() && !all.contains(both)) {
            all.add(both);
          }
          i = -1;
          break;
        }
      }
    }
    return true;
  }

  private static @Nullable Term combined(Term first, Term second) {
    Term strict = core(first);
    if (strict.op() != Op.ULT && strict.op() != Op.SLT) {
      return SignBits.ofConjunction(first, second);
    }
    Term other = core(second);
    boolean positive = first == strict;
    if (other.op() == strict.op() && swapped(strict, other)) {
      return ofOpposites(first, second, positive, second == other);
    }
    boolean equality = other.op() == Op.EQ && strict.argument(0).eq(strict.argument(1)) == other;
    return equality ? ofEquality(first, strict, other, positive, second == other) : null;
  }

  /** {@code a < b} or its complement with {@code b < a} or its complement. */
  private static @Nullable Term ofOpposites(
      Term first, Term second, boolean positive, boolean otherPositive) {
    if (positive) {
      return otherPositive ? first.bank().falseTerm() : first;
    }
    Term strict = core(first);
    return otherPositive ? second : strict.argument(0).eq(strict.argument(1));
  }

  /** {@code a < b} or its complement with {@code a = b} or its complement. */
  private static @Nullable Term ofEquality(
      Term first, Term strict, Term equality, boolean positive, boolean otherPositive) {
    if (positive) {
      return otherPositive ? first.bank().falseTerm() : first;
    }
    return otherPositive ? equality : Comparisons.swapped(strict);
  }

  private static Term core(Term term) {
    return term.op() == Op.NOT ? term.argument(0) : term;
  }

  private static boolean swapped(Term a, Term b) {
    return a.argument(0) == b.argument(1) && a.argument(1) == b.argument(0);
  }
}

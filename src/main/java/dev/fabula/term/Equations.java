package dev.fabula.term;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Equality: common addends and pieces cancel, constants end on one side. */
final class Equations {
  private static final int MOST_PIECES = 16;

  private Equations() {}

  static Term eq(Term a, Term b) {
    return eq(a, b, 4);
  }

  private static Term eq(Term a, Term b, int fuel) {
    if (a == b) {
      return a.bank().trueTerm();
    }
    if (a.isConstant() && b.isConstant()) {
      return a.bank().falseTerm();
    }
    if (a.width() == 1) {
      return a.xor(b).not();
    }
    Term decided = byChoice(a, b);
    decided = decided == null ? byPieces(a, b) : decided;
    if (decided == null && a.isConstant()) {
      decided = withConstant(b, a);
    }
    if (decided == null && b.isConstant()) {
      decided = withConstant(a, b);
    }
    return decided == null ? linear(a, b, fuel) : decided;
  }

  /** A choice of which one branch is known to equal the other side, or known to differ. */
  private static @Nullable Term byChoice(Term a, Term b) {
    if (a.op() != Op.ITE) {
      return b.op() == Op.ITE ? byBranches(b, a) : null;
    }
    Term result = byBranches(a, b);
    return result == null && b.op() == Op.ITE ? byBranches(b, a) : result;
  }

  private static @Nullable Term byBranches(Term choice, Term other) {
    if (choice.depth() > Slices.DEEPEST) {
      return null;
    }
    Term then = known(choice.argument(1), other);
    Term otherwise = known(choice.argument(2), other);
    if (then == null && otherwise == null) {
      return null;
    }
    return choice
        .argument(0)
        .ite(
            then == null ? choice.argument(1).eq(other) : then,
            otherwise == null ? choice.argument(2).eq(other) : otherwise);
  }

  private static @Nullable Term known(Term a, Term b) {
    if (a == b) {
      return a.bank().trueTerm();
    }
    return a.base() == b.base() ? a.bank().falseTerm() : null;
  }

  private static @Nullable Term byPieces(Term a, Term b) {
    if (a.op() != Op.CONCAT && b.op() != Op.CONCAT) {
      return null;
    }
    BitSet cutsA = new BitSet();
    Pieces.cuts(a, cutsA);
    BitSet cutsB = new BitSet();
    Pieces.cuts(b, cutsB);
    BitSet cuts = (BitSet) cutsA.clone();
    cuts.or(cutsB);
    boolean comparable =
        !cuts.isEmpty()
            && (a.isConstant() || a.op() == Op.CONCAT)
            && (b.isConstant() || b.op() == Op.CONCAT);
    if (!comparable || cuts.cardinality() >= MOST_PIECES) {
      return null;
    }
    List<Term> equations = new ArrayList<>();
    int top = a.width();
    while (top > 0) {
      int bottom = Math.max(0, cuts.previousSetBit(top - 1));
      equations.add(a.extract(top - 1, bottom).eq(b.extract(top - 1, bottom)));
      top = bottom;
    }
    if (equations.contains(a.bank().falseTerm())) {
      return a.bank().falseTerm();
    }
    boolean nested = cuts.equals(cutsA) || cuts.equals(cutsB);
    return nested ? a.bank().all(equations) : null;
  }

  private static @Nullable Term withConstant(Term a, Term constant) {
    return switch (a.op()) {
      case NOT -> a.argument(0).eq(constant.not());
      case XOR -> ofDifference(a, constant);
      case SEXT -> ofSext(a, constant);
      case BIT_REVERSE -> a.argument(0).eq(constant.bitReverse());
      default -> null;
    };
  }

  private static @Nullable Term ofDifference(Term a, Term constant) {
    Term mask = Bitwise.flips(a);
    if (!mask.isZero()) {
      return a.argument(1).eq(constant.xor(mask));
    }
    return constant.isZero() && a.arity() == 2 ? a.argument(0).eq(a.argument(1)) : null;
  }

  private static Term ofSext(Term a, Term constant) {
    Term inner = a.argument(0);
    Term low = constant.truncate(inner.width());
    return low.sext(a.width()) == constant ? inner.eq(low) : a.bank().falseTerm();
  }

  private static Term linear(Term a, Term b, int fuel) {
    if (isSimple(a) && isSimple(b)) {
      return make(a, b);
    }
    Sum sum = Arithmetic.difference(a, b);
    if (sum == null) {
      return make(a, b);
    }
    return switch (sum.addends().size()) {
      case 0 -> a.bank().bool(sum.constant().isZero());
      case 1 -> single(sum, a, b, fuel);
      default -> balanced(sum, a, b, fuel);
    };
  }

  /** Whether a sum would take it as it is. */
  private static boolean isSimple(Term term) {
    return switch (term.op()) {
      case CONSTANT, VARIABLE, EXTRACT, LOAD, APPLY -> true;
      default -> false;
    };
  }

  private static Term single(Sum sum, Term a, Term b, int fuel) {
    Term addend = sum.addends().get(0);
    int width = sum.width();
    Term value = sum.constant().neg();
    Term factor = sum.bank().constant(sum.coefficient(0), width);
    int shift = Folding.lowestSetBit(factor);
    if (shift > 0) {
      if (!value.truncate(shift).isZero()) {
        return a.bank().falseTerm();
      }
      addend = addend.truncate(width - shift);
      value = value.extract(width - 1, shift);
      factor = factor.extract(width - 1, shift);
    }
    return again(addend, value.mul(Folding.inverse(factor)), a, b, fuel);
  }

  private static Term balanced(Sum sum, Term a, Term b, int fuel) {
    Sum left = new Sum(sum.bank(), sum.width());
    Sum right = new Sum(sum.bank(), sum.width());
    long sign = oldestIsNegative(sum) ? -1 : 1;
    for (int i = 0; i < sum.addends().size(); i++) {
      long coefficient = sign * sum.coefficient(i);
      boolean positive = coefficient > 0;
      (positive ? left : right).add(sum.addends().get(i), positive ? coefficient : -coefficient);
    }
    right.add(sum.constant(), -sign);
    if (left.failed() || right.failed()) {
      return make(a, b);
    }
    return again(Arithmetic.term(left), Arithmetic.term(right), a, b, fuel);
  }

  private static boolean oldestIsNegative(Sum sum) {
    int oldest = 0;
    for (int i = 1; i < sum.addends().size(); i++) {
      if (sum.addends().get(i).id() < sum.addends().get(oldest).id()) {
        oldest = i;
      }
    }
    return sum.coefficient(oldest) < 0;
  }

  /** Starts anew with the simpler sides, unless they are the same as before. */
  private static Term again(Term left, Term right, Term a, Term b, int fuel) {
    boolean same = (left == a && right == b) || (left == b && right == a);
    return same || fuel == 0 ? make(left, right) : eq(left, right, fuel - 1);
  }

  private static Term make(Term a, Term b) {
    boolean ordered = Term.OLDEST_FIRST.compare(a, b) < 0;
    return a.bank().make(Op.EQ, 1, ordered ? a : b, ordered ? b : a);
  }
}

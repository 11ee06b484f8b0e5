package dev.fabula.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signed comparisons seen in the sign bits of a difference and of its operands.
 *
 * <p>{@code a < b} is the sign of {@code a - b} except where that overflows, so processors compute
 * it as {@code sign(a-b) ^ ((sign(a) ^ sign(b)) & (sign(a) ^ sign(a-b)))}; where the sign of an
 * operand is known that becomes a conjunction.
 */
final class SignBits {
  private SignBits() {}

  /** The comparison that a sign and an overflow differ by, or null. */
  static @Nullable Term ofDifference(Term sign, Term overflow) {
    if (!isSign(sign) || overflow.arity() != 2) {
      return null;
    }
    Term found = ofOverflow(sign, overflow.argument(0), overflow.argument(1));
    return found == null ? ofOverflow(sign, overflow.argument(1), overflow.argument(0)) : found;
  }

  private static @Nullable Term ofOverflow(Term sign, Term ofOperands, Term ofResult) {
    Term signA = withoutSign(ofResult, sign);
    if (signA == null) {
      return null;
    }
    return ofSplit(
        sign.argument(0),
        (a, b) -> a.sign() == signA && signA.xor(b.sign()) == ofOperands ? a.slt(b) : null);
  }

  /** What differs from the sign by the given term, if that is a difference with the sign. */
  private static @Nullable Term withoutSign(Term difference, Term sign) {
    Term core = Bitwise.unflipped(difference);
    if (core.op() != Op.XOR) {
      return null;
    }
    List<Term> rest = new ArrayList<>(Arrays.asList(core.rawArguments()));
    if (!rest.remove(sign)) {
      return null;
    }
    Term other =
        rest.size() == 1 ? rest.get(0) : sign.bank().make(Op.XOR, 1, rest.toArray(new Term[0]));
    return core == difference ? other : other.not();
  }

  /** The comparison that two sign bits or their complements make, or null. */
  static @Nullable Term ofConjunction(Term first, Term second) {
    boolean negated = first.op() == Op.NOT;
    Term sign = negated ? first.argument(0) : first;
    if (!isSign(sign)) {
      return null;
    }
    return ofSplit(
        sign.argument(0),
        (a, b) -> {
          Term needed = partner(a.sign(), b.sign(), negated);
          return needed != second ? null : negated ? a.slt(b).not() : a.slt(b);
        });
  }

  /** What must hold beside the sign of a difference, or its complement, to make it decide. */
  private static @Nullable Term partner(Term signA, Term signB, boolean negated) {
    if (signB.isConstant() && !signA.isConstant()) {
      return signB.isTrue() == negated ? null : negated ? signA.not() : signA;
    }
    if (signA.isConstant() && !signB.isConstant()) {
      return signA.isTrue() != negated ? null : negated ? signB : signB.not();
    }
    return null;
  }

  private static boolean isSign(Term term) {
    return term.op() == Op.EXTRACT
        && term.width() == 1
        && term.low() == term.argument(0).width() - 1
        && term.argument(0).op() == Op.ADD;
  }

  private interface Test {
    @Nullable Term of(Term a, Term b);
  }

  /** Tries the ways to see a sum as {@code a - b}, its constant on either side. */
  private static @Nullable Term ofSplit(Term sum, Test test) {
    Sum parts = new Sum(sum.bank(), sum.width());
    parts.add(sum, 1);
    if (parts.failed()) {
      return null;
    }
    Sum positive = new Sum(sum.bank(), sum.width());
    Sum negative = new Sum(sum.bank(), sum.width());
    for (int i = 0; i < parts.addends().size(); i++) {
      long coefficient = parts.coefficient(i);
      Sum side = coefficient > 0 ? positive : negative;
      side.add(parts.addends().get(i), Math.abs(coefficient));
    }
    if (positive.failed() || negative.failed()) {
      return null;
    }
    Term a = Arithmetic.term(positive);
    Term b = Arithmetic.term(negative);
    Term found = test.of(a.add(parts.constant()), b);
    return found == null ? test.of(a, b.sub(parts.constant())) : found;
  }
}

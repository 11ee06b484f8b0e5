package dev.fabula.story;

import dev.fabula.ieee.Rounded;
import dev.fabula.ieee.SoftFloat;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Operators as stories have them: a count of ones as the sum of the bits, a division of numbers
 * that were extended as one of the numbers themselves.
 */
final class Expansion {

  private final Map<Term, Term> replacements = new HashMap<>();

  private Expansion() {}

  /** Equivalent terms. */
  static List<Term> of(List<Term> terms) {
    Expansion expansion = new Expansion();
    List<Term> known = Environment.applied(terms);
    Subterms.each(known, expansion::look);
    if (expansion.replacements.isEmpty()) {
      return known;
    }
    Substitution substitution = new Substitution(expansion.replacements);
    return known.stream().map(substitution::apply).toList();
  }

  private void look(Term term) {
    switch (term.op()) {
      case POPCOUNT -> count(term);
      case UDIV, UREM -> divide(term, narrow(term.argument(0)), narrow(term.argument(1)));
      case SDIV, SREM ->
          divideSigned(term, narrowSigned(term.argument(0)), narrowSigned(term.argument(1)));
      case APPLY -> soften(term);
      default -> {}
    }
  }

  /** A processor's float as all processors have it, but for which NaN it is; with its flags. */
  private void soften(Term apply) {
    softened(apply)
        .ifPresent(exact -> {
          int to = exact.width();
          Term flags = apply.extract(apply.width() - 1, to);
          replacements.put(apply, flags.concat(value(apply, exact)));
        });
  }

  private static Term value(Term apply, Term exact) {
    if (!((Rounded) apply.function().orElseThrow()).yieldsFloat()) {
      return exact;
    }
    Term value = apply.truncate(exact.width());
    return SoftFloat.isNan(exact).and(SoftFloat.isNan(value)).ite(value, exact);
  }

  private static Optional<Term> softened(Term apply) {
    boolean computed = apply.op() == Op.APPLY && apply.function().orElse(null) instanceof Rounded;
    if (!computed) {
      return Optional.empty();
    }
    List<Term> plain = apply.arguments().stream().map(Expansion::softOperand).toList();
    return ((Rounded) apply.function().get()).soft(plain);
  }

  /** No operation cares which NaN it is given. */
  private static Term softOperand(Term operand) {
    boolean value = operand.op() == Op.EXTRACT && operand.low() == 0;
    return value
        ? softened(operand.argument(0))
            .filter(exact -> exact.width() == operand.width())
            .orElse(operand)
        : operand;
  }

  /** The count is also met in its low bits alone, extended with zeros. */
  private void count(Term count) {
    Terms terms = count.bank();
    int width = count.width();
    Term of = count.argument(0);
    Term sum = terms.zero(width);
    for (int i = 0; i < width; i++) {
      sum = sum.add(of.bit(i).zext(width));
    }
    replacements.put(count, sum);
    int meaningful = Integer.SIZE - Integer.numberOfLeadingZeros(width);
    replacements.put(count.truncate(meaningful).zext(width), sum);
  }

  /** The bits below the zeros that a number was extended with. */
  private static Optional<Term> narrow(Term term) {
    boolean extended = term.op() == Op.CONCAT && term.argument(0).isZero();
    return extended
        ? Optional.of(term.truncate(term.width() - term.argument(0).width()))
        : Optional.empty();
  }

  private static Optional<Term> narrowSigned(Term term) {
    return term.op() == Op.SEXT ? Optional.of(term.argument(0)) : Optional.empty();
  }

  private void divide(Term term, Optional<Term> a, Optional<Term> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return;
    }
    int width = Math.max(a.get().width(), b.get().width());
    Term x = a.get().zext(width);
    Term y = b.get().zext(width);
    int wide = term.width();
    replacements.put(
        term,
        term.op() == Op.UREM
            ? x.urem(y).zext(wide)
            : y.eq(y.bank().zero(width)).ite(y.bank().ones(wide), x.udiv(y).zext(wide)));
  }

  /** Only the least number divided by minus one does not fit. */
  private void divideSigned(Term term, Optional<Term> a, Optional<Term> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return;
    }
    int width = Math.max(a.get().width(), b.get().width());
    Term x = a.get().sext(width);
    Term y = b.get().sext(width);
    Terms terms = x.bank();
    int wide = term.width();
    if (term.op() == Op.SREM) {
      replacements.put(term, x.srem(y).sext(wide));
      return;
    }
    BigInteger least = BigInteger.ONE.shiftLeft(width - 1);
    Term overflows = x.eq(terms.constant(least, width)).and(y.eq(terms.ones(width)));
    replacements.put(term, overflows.ite(terms.constant(least, wide), x.sdiv(y).sext(wide)));
  }
}

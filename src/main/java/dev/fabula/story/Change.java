package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An update by a method of the atomic integers.
 *
 * @param method its name
 * @param arguments what is passed beside orders
 * @param signed whether the integer is a signed one
 */
record Change(String method, List<Term> arguments, boolean signed) {

  /** A word of the vocabulary, for the atomic integers have no such method. */
  static final String NEGATION = "fetch_neg";

  private static final int HALF = 64;

  Change {
    arguments = List.copyOf(arguments);
  }

  private Change(String method, Term argument) {
    this(method, List.of(argument), false);
  }

  /** Whether the new value is the old one, as of an exchange of a value for itself. */
  static boolean isNone(Term old, Term changed) {
    boolean itself =
        changed.op() == Op.ITE
            && changed.argument(0).op() == Op.EQ
            && changed.argument(0).arguments().contains(old)
            && changed.argument(0).arguments().contains(changed.argument(1))
            && changed.argument(2) == old;
    return changed == old || itself;
  }

  /** The update that makes one term of another, if there is such. */
  static Optional<Change> of(Term old, Term changed) {
    Optional<Change> whole = sum(old, changed).or(() -> chosen(old, changed));
    if (changed == old.neg()) {
      return Optional.of(new Change(NEGATION, List.of(), false));
    }
    return whole.or(() -> masked(old, changed)).or(() -> halves(old, changed));
  }

  private static Optional<Change> sum(Term old, Term changed) {
    Term difference = changed.sub(old);
    if (isFree(difference, old)) {
      boolean negative =
          difference.op() == Op.MUL && difference.argument(0) == old.bank().ones(old.width());
      return Optional.of(
          negative || difference.isConstant() && difference.sign().isTrue()
              ? new Change("fetch_sub", difference.neg())
              : new Change("fetch_add", difference));
    }
    if (isFree(changed, old)) {
      return Optional.of(new Change("swap", changed));
    }
    Term flipped = changed.xor(old);
    return isFree(flipped, old) ? Optional.of(new Change("fetch_xor", flipped)) : Optional.empty();
  }

  private static Optional<Change> masked(Term old, Term changed) {
    if (changed.op() == Op.AND && changed.arguments().contains(old)) {
      return free("fetch_and", without(changed, old), old);
    }
    Term not = changed.not();
    if (not.op() == Op.AND && not.arguments().contains(old.not())) {
      return free("fetch_or", without(not, old.not()).not(), old);
    }
    return not.op() == Op.AND && not.arguments().contains(old)
        ? free("fetch_nand", without(not, old), old)
        : Optional.empty();
  }

  private static Optional<Change> free(String method, Term argument, Term old) {
    return isFree(argument, old) ? Optional.of(new Change(method, argument)) : Optional.empty();
  }

  private static Term without(Term and, Term part) {
    Term result = and.bank().ones(and.width());
    for (Term argument : and.arguments()) {
      result = argument == part ? result : result.and(argument);
    }
    return result;
  }

  private static Optional<Change> chosen(Term old, Term changed) {
    if (changed.op() != Op.ITE) {
      return Optional.empty();
    }
    Term when = changed.argument(0);
    boolean negative = when.op() == Op.NOT;
    Term test = negative ? when.argument(0) : when;
    Term then = changed.argument(negative ? 2 : 1);
    Term otherwise = changed.argument(negative ? 1 : 2);
    if (test.op() == Op.EQ && test.arguments().contains(old) && otherwise == old) {
      Term expected = test.argument(0) == old ? test.argument(1) : test.argument(0);
      boolean free = isFree(expected, old) && isFree(then, old);
      return free
          ? Optional.of(new Change("compare_exchange", List.of(expected, then), false))
          : Optional.empty();
    }
    return extreme(old, test, then, otherwise);
  }

  private static Optional<Change> extreme(Term old, Term test, Term then, Term otherwise) {
    if (test.op() != Op.ULT && test.op() != Op.SLT) {
      return Optional.empty();
    }
    boolean least = then == test.argument(0) && otherwise == test.argument(1);
    boolean most = then == test.argument(1) && otherwise == test.argument(0);
    Term other = then == old ? otherwise : then;
    boolean fits = (least || most) && (then == old || otherwise == old) && isFree(other, old);
    return fits
        ? Optional.of(
            new Change(least ? "fetch_min" : "fetch_max", List.of(other), test.op() == Op.SLT))
        : Optional.empty();
  }

  // Two registers hold one wide value

  private static Optional<Change> halves(Term old, Term changed) {
    if (old.width() != 2 * HALF) {
      return Optional.empty();
    }
    Term low = changed.truncate(HALF);
    Term high = changed.extract(2 * HALF - 1, HALF);
    boolean oneTest =
        low.op() == Op.ITE && high.op() == Op.ITE && low.argument(0) == high.argument(0);
    if (oneTest) {
      Term then = high.argument(1).concat(low.argument(1));
      Term otherwise = high.argument(2).concat(low.argument(2));
      return chosen(old, low.argument(0).ite(then, otherwise))
          .or(() -> exchange(old, low.argument(0), then, otherwise));
    }
    Optional<Change> below = of(old.truncate(HALF), low);
    Optional<Change> above = of(old.extract(2 * HALF - 1, HALF), high);
    boolean same =
        below.isPresent()
            && above.isPresent()
            && below.get().isBitwise()
            && below.get().method().equals(above.get().method());
    return same
        ? Optional.of(
            new Change(below.get().method(), above.get().only().concat(below.get().only())))
        : Optional.empty();
  }

  /** An exchange whose choice the bank of terms makes for each half. */
  private static Optional<Change> exchange(Term old, Term test, Term then, Term otherwise) {
    boolean whole = otherwise == old && isFree(then, old);
    List<Term> sides = new ArrayList<>(test.op() == Op.EQ ? test.arguments() : List.of());
    boolean compares = sides.remove(old);
    return whole && compares && isFree(sides.getFirst(), old)
        ? Optional.of(new Change("compare_exchange", List.of(sides.getFirst(), then), false))
        : Optional.empty();
  }

  /** Whether each bit is changed by itself. */
  private boolean isBitwise() {
    return arguments.size() == 1
        && !signed
        && (method.equals("swap")
            || method.equals("fetch_and")
            || method.equals("fetch_or")
            || method.equals("fetch_nand")
            || method.equals("fetch_xor"));
  }

  private Term only() {
    return arguments.getFirst();
  }

  /** Whether a term has nothing to do with the old value. */
  private static boolean isFree(Term term, Term old) {
    return !Subterms.mentions(term, old)
        && (old.width() != 2 * HALF
            || !Subterms.mentions(term, old.truncate(HALF))
                && !Subterms.mentions(term, old.extract(2 * HALF - 1, HALF)));
  }
}

package dev.fabula.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The law that two alternatives under complementary conditions are one choice: {@code (c & x) | (~c
 * & y)} is {@code c ? x : y}, and {@code x} where both are the same.
 */
final class Resolution {
  private Resolution() {}

  /** The conjunction of two complemented conjunctions as one term, or null. */
  static @Nullable Term combined(Term first, Term second) {
    if (!isAlternative(first) || !isAlternative(second)) {
      return null;
    }
    List<Term> a = Arrays.asList(first.argument(0).rawArguments());
    List<Term> b = Arrays.asList(second.argument(0).rawArguments());
    for (Term condition : a) {
      if (condition.op() != Op.NOT && complementedIn(b, condition)) {
        return choice(condition, a, b);
      }
    }
    return null;
  }

  private static boolean isAlternative(Term term) {
    return term.op() == Op.NOT && term.argument(0).op() == Op.AND;
  }

  private static boolean complementedIn(List<Term> all, Term condition) {
    return all.stream().anyMatch(each -> isComplement(each, condition));
  }

  private static boolean isComplement(Term complement, Term term) {
    return complement.op() == Op.NOT && complement.argument(0) == term;
  }

  private static @Nullable Term choice(Term condition, List<Term> a, List<Term> b) {
    List<Term> then = new ArrayList<>(a);
    then.remove(condition);
    List<Term> otherwise = new ArrayList<>(b);
    otherwise.removeIf(each -> isComplement(each, condition));
    if (!then.equals(otherwise) && condition.width() != 1) {
      return null;
    }
    Term first = conjunction(condition, then);
    return then.equals(otherwise)
        ? first.not()
        : condition.ite(first, conjunction(condition, otherwise)).not();
  }

  private static Term conjunction(Term like, List<Term> all) {
    return all.stream().reduce(like.bank().ones(like.width()), Term::and);
  }
}

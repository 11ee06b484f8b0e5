package dev.fabula.term;

import java.util.HashMap;
import java.util.Map;

/**
 * What other terms are where some conditions hold.
 *
 * <p>What it has simplified it remembers, so one object should serve all terms.
 */
public final class Facts {
  private static final int MOST_ROUNDS = 8;

  private final Substitution constants;

  private Facts(Map<Term, Term> known) {
    constants = new Substitution(known);
  }

  /** What holds where all of the conditions do. */
  public static Facts of(Iterable<Term> conditions) {
    Map<Term, Term> known = new HashMap<>();
    conditions.forEach(condition -> add(condition, true, known));
    return new Facts(known);
  }

  /** A term that is equal to the given one where the conditions hold. */
  public Term simplify(Term term) {
    Term simple = term;
    Term next = constants.apply(term);
    for (int i = 1; next != simple && i < MOST_ROUNDS; i++) {
      simple = next;
      next = constants.apply(simple);
    }
    return next;
  }

  private static void add(Term condition, boolean holds, Map<Term, Term> known) {
    if (condition.isConstant()) {
      return;
    }
    if (condition.op() == Op.NOT) {
      add(condition.argument(0), !holds, known);
      return;
    }
    if (condition.op() == Op.AND && holds) {
      condition.arguments().forEach(each -> add(each, true, known));
    }
    if (condition.op() == Op.EQ && holds) {
      addEqual(condition.argument(0), condition.argument(1), known);
      addEqual(condition.argument(1), condition.argument(0), known);
    }
    known.put(condition, condition.bank().bool(holds));
  }

  private static void addEqual(Term term, Term constant, Map<Term, Term> known) {
    if (constant.isConstant() && !term.isConstant()) {
      known.put(term, constant);
    }
  }
}

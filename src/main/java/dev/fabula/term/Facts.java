package dev.fabula.term;

import java.util.HashMap;
import java.util.Map;

/** What other terms are where some conditions hold. */
public final class Facts {
  private static final int MOST_ROUNDS = 8;

  private final Map<Term, Term> known = new HashMap<>();

  private Facts() {}

  /** What holds where all of the conditions do. */
  public static Facts of(Iterable<Term> conditions) {
    Facts facts = new Facts();
    conditions.forEach(condition -> facts.add(condition, true));
    return facts;
  }

  /** A term that is equal to the given one where the conditions hold. */
  public Term simplify(Term term) {
    Substitution constants = new Substitution(known);
    Term simple = term;
    Term next = constants.apply(term);
    for (int i = 1; next != simple && i < MOST_ROUNDS; i++) {
      simple = next;
      next = constants.apply(simple);
    }
    return next;
  }

  private void add(Term condition, boolean holds) {
    if (condition.isConstant()) {
      return;
    }
    if (condition.op() == Op.NOT) {
      add(condition.argument(0), !holds);
      return;
    }
    if (condition.op() == Op.AND && holds) {
      condition.arguments().forEach(each -> add(each, true));
    }
    if (condition.op() == Op.EQ && holds) {
      addEqual(condition.argument(0), condition.argument(1));
      addEqual(condition.argument(1), condition.argument(0));
    }
    known.put(condition, condition.bank().bool(holds));
  }

  private void addEqual(Term term, Term constant) {
    if (constant.isConstant() && !term.isConstant()) {
      known.put(term, constant);
    }
  }
}

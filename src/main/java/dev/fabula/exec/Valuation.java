package dev.fabula.exec;

import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.Map;
import java.util.Optional;

/** How far values are known while code runs: not at all (a proof), or wholly (a replay). */
public final class Valuation {

  private final Terms terms;
  private final Optional<Evaluator> evaluator;
  private final Map<Term, Term> equal;

  private Valuation(Terms terms, Optional<Evaluator> evaluator, Map<Term, Term> equal) {
    this.terms = terms;
    this.evaluator = evaluator;
    this.equal = Map.copyOf(equal);
  }

  /** Unknowns stay unknown. */
  public static Valuation symbolic(Terms terms) {
    return new Valuation(terms, Optional.empty(), Map.of());
  }

  /** Every unknown has the value that the assignment gives it. */
  public static Valuation concrete(Terms terms, Assignment assignment) {
    return new Valuation(terms, Optional.of(new Evaluator(assignment)), Map.of());
  }

  /** The same, in which each key is taken for its value. */
  Valuation assuming(Map<Term, Term> more) {
    return new Valuation(terms, evaluator, more);
  }

  /** What is taken for what. */
  Map<Term, Term> assumed() {
    return equal;
  }

  /** The term, or the constant that it is under the assignment; memories stay terms. */
  Term of(Term term) {
    if (evaluator.isEmpty() || term.isMemory() || term.isConstant()) {
      return equal.getOrDefault(term, term);
    }
    return terms.constant(evaluator.get().value(term), term.width());
  }

  /** Whether every value is a constant. */
  boolean isConcrete() {
    return evaluator.isPresent();
  }
}

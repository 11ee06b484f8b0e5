package dev.fabula.isa.validate;

import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Terms with functions or open values in them: what they may come to at the extremes. */
final class Functions {

  private Functions() {}

  /** The term with all of them zero, and with all of them ones; none if it has none. */
  static List<Term> fixed(Term term) {
    Map<Term, Term> zeros = new HashMap<>();
    Map<Term, Term> ones = new HashMap<>();
    for (Term function : in(term)) {
      zeros.put(function, term.bank().zero(function.width()));
      ones.put(function, term.bank().ones(function.width()));
    }
    return zeros.isEmpty()
        ? List.of()
        : List.of(new Substitution(zeros).apply(term), new Substitution(ones).apply(term));
  }

  /** The applications of functions that nobody can compute, and the open values in a term. */
  static Set<Term> in(Term root) {
    Set<Term> seen = new HashSet<>();
    Set<Term> found = new HashSet<>();
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (seen.add(term)) {
        boolean left = term.op() == Op.VARIABLE && term.name().startsWith(Path.OPEN);
        if (left || term.op() == Op.APPLY && term.function().isEmpty()) {
          found.add(term);
        }
        term.arguments().forEach(open::push);
      }
    }
    return found;
  }
}

package dev.fabula.term;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** The unknowns that a term depends on, computed without recursion. */
final class Variables {
  private Variables() {}

  /** The unknowns of a term, using what its subterms remember. */
  static Set<Term> of(Term root) {
    Set<Term> found = new LinkedHashSet<>();
    BitSet seen = new BitSet();
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      Set<Term> known = term.knownVariables();
      if (known != null) {
        found.addAll(known);
      } else if (term.arity() == 0) {
        addLeaf(term, found);
      } else {
        pushUnseen(term, seen, open);
      }
    }
    return Collections.unmodifiableSet(found);
  }

  private static void addLeaf(Term term, Set<Term> found) {
    if (!term.isConstant()) {
      found.add(term);
    }
  }

  private static void pushUnseen(Term term, BitSet seen, Deque<Term> open) {
    for (Term argument : term.rawArguments()) {
      if (!seen.get(argument.id())) {
        seen.set(argument.id());
        open.push(argument);
      }
    }
  }
}

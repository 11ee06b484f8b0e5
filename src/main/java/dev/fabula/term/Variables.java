package dev.fabula.term;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The unknowns that terms depend on, computed without recursion. */
final class Variables {
  private Variables() {}

  /** Remembers in {@code root} and all its subterms what they depend on. */
  static void collect(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      if (term.knownVariables() == null && !pushUnknown(term, open)) {
        continue;
      }
      open.pop();
      if (term.knownVariables() == null) {
        term.rememberVariables(union(term));
      }
    }
  }

  private static boolean pushUnknown(Term term, Deque<Term> open) {
    boolean complete = true;
    for (Term argument : term.rawArguments()) {
      if (argument.knownVariables() == null) {
        open.push(argument);
        complete = false;
      }
    }
    return complete;
  }

  private static Set<Term> union(Term term) {
    if (term.arity() == 0) {
      return term.isConstant() ? Set.of() : Set.of(term);
    }
    int largest = 0;
    for (int i = 1; i < term.arity(); i++) {
      boolean larger = of(term, i).size() > of(term, largest).size();
      largest = larger ? i : largest;
    }
    return withOthers(term, largest);
  }

  private static Set<Term> of(Term term, int index) {
    return term.argument(index).variables();
  }

  /** All unknowns of the operands; the largest set itself if it has the others already. */
  private static Set<Term> withOthers(Term term, int largest) {
    Set<Term> base = of(term, largest);
    @Nullable Set<Term> merged = null;
    for (int i = 0; i < term.arity(); i++) {
      if (i != largest && !base.containsAll(of(term, i))) {
        merged = merged == null ? new LinkedHashSet<>(base) : merged;
        merged.addAll(of(term, i));
      }
    }
    return merged == null ? base : Collections.unmodifiableSet(merged);
  }
}

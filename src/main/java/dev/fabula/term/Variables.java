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
    Set<Term> largest = Set.of();
    for (Term argument : term.rawArguments()) {
      Set<Term> each = argument.variables();
      largest = each.size() > largest.size() ? each : largest;
    }
    return withOthers(term, largest);
  }

  private static Set<Term> withOthers(Term term, Set<Term> largest) {
    @Nullable Set<Term> merged = null;
    for (Term argument : term.rawArguments()) {
      Set<Term> each = argument.variables();
      if (each != largest && !largest.containsAll(each)) {
        merged = merged == null ? new LinkedHashSet<>(largest) : merged;
        merged.addAll(each);
      }
    }
    return merged == null ? largest : Collections.unmodifiableSet(merged);
  }
}

package dev.fabula.story;

import dev.fabula.term.Term;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Terms inside of terms. */
final class Mention {

  private Mention() {}

  /** Whether a term is in another, or is it. */
  static boolean of(Term root, Term wanted) {
    Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (term == wanted) {
        return true;
      }
      if (seen.add(term)) {
        term.arguments().forEach(open::push);
      }
    }
    return false;
  }
}

package dev.fabula.term;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A replacement of terms by terms of the same sort, applied everywhere at once and simplified anew.
 *
 * <p>What it has replaced it remembers, so one object should serve all terms of an analysis. Works
 * without recursion, so that long chains are no danger.
 */
public final class Substitution {
  private final Map<Term, Term> done;

  /**
   * The replacement of each key by its value, usually of variables.
   *
   * @throws IllegalArgumentException if a key and its value are of different sorts or banks
   */
  public Substitution(Map<Term, Term> replacements) {
    replacements.forEach(Substitution::requireSameSort);
    done = new IdentityHashMap<>(replacements);
  }

  /** The term with every replacement made. */
  public Term apply(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      if (done.containsKey(term)) {
        open.pop();
      } else if (pushMissing(term, open)) {
        open.pop();
        done.put(term, rebuilt(term));
      }
    }
    return known(root);
  }

  private boolean pushMissing(Term term, Deque<Term> open) {
    boolean complete = true;
    for (Term argument : term.rawArguments()) {
      if (!done.containsKey(argument)) {
        open.push(argument);
        complete = false;
      }
    }
    return complete;
  }

  private Term known(Term term) {
    Term result = done.get(term);
    if (result == null) {
      throw new IllegalStateException("not yet replaced");
    }
    return result;
  }

  private Term rebuilt(Term term) {
    Term[] old = term.rawArguments();
    Term[] arguments = new Term[old.length];
    boolean same = true;
    for (int i = 0; i < old.length; i++) {
      arguments[i] = known(old[i]);
      same &= arguments[i] == old[i];
    }
    return same ? term : Rebuilding.rebuild(term, arguments);
  }

  private static void requireSameSort(Term from, Term to) {
    to.requireBank(from.bank());
    if (from.isMemory() != to.isMemory() || from.rawWidth() != to.rawWidth()) {
      throw new IllegalArgumentException(from + " replaced by " + to);
    }
  }
}

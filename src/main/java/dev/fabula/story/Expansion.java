package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Operators spelled out where stories spell them out: a count of ones as the sum of the bits. */
final class Expansion {

  private Expansion() {}

  /** Equivalent terms without counts of ones. */
  static List<Term> of(List<Term> terms) {
    Map<Term, Term> replacements = new HashMap<>();
    Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Term> open = new ArrayDeque<>(terms);
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (seen.add(term)) {
        if (term.op() == Op.POPCOUNT) {
          replace(term, replacements);
        }
        term.arguments().forEach(open::push);
      }
    }
    if (replacements.isEmpty()) {
      return terms;
    }
    Substitution substitution = new Substitution(replacements);
    return terms.stream().map(substitution::apply).toList();
  }

  /** The count is also met in its low bits alone, extended with zeros. */
  private static void replace(Term count, Map<Term, Term> replacements) {
    Terms terms = count.bank();
    int width = count.width();
    Term of = count.argument(0);
    Term sum = terms.zero(width);
    for (int i = 0; i < width; i++) {
      sum = sum.add(of.bit(i).zext(width));
    }
    replacements.put(count, sum);
    int meaningful = Integer.SIZE - Integer.numberOfLeadingZeros(width);
    replacements.put(count.truncate(meaningful).zext(width), sum);
  }
}

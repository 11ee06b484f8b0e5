package dev.fabula.term;

import java.util.ArrayList;
import java.util.List;

/** The normal form of bitwise differences without constants: each operand once, oldest first. */
final class Differences {
  private static final int MOST = 16;

  private Differences() {}

  static Term of(Term a, Term b) {
    if (a == b) {
      return a.bank().zero(a.width());
    }
    if (operands(a) + operands(b) > MOST) {
      return sorted(a, b);
    }
    List<Term> all = new ArrayList<>();
    toggleAll(a, all);
    toggleAll(b, all);
    return reduced(all, a);
  }

  private static Term reduced(List<Term> all, Term a) {
    for (Term first : all) {
      for (Term second : all) {
        Term both = Absorption.combined(first, second);
        if (both != null) {
          all.remove(first);
          all.remove(second);
          return all.stream().reduce(both, Bitwise::xor);
        }
      }
    }
    return switch (all.size()) {
      case 0 -> a.bank().zero(a.width());
      case 1 -> all.get(0);
      default -> {
        all.sort(Term.OLDEST_FIRST);
        yield a.bank().make(Op.XOR, a.width(), all.toArray(new Term[0]));
      }
    };
  }

  private static Term sorted(Term a, Term b) {
    return a.id() < b.id()
        ? a.bank().make(Op.XOR, a.width(), a, b)
        : a.bank().make(Op.XOR, a.width(), b, a);
  }

  private static int operands(Term term) {
    return term.op() == Op.XOR ? term.arity() : 1;
  }

  private static void toggleAll(Term term, List<Term> all) {
    if (term.op() == Op.XOR) {
      for (Term argument : term.rawArguments()) {
        toggle(argument, all);
      }
    } else {
      toggle(term, all);
    }
  }

  private static void toggle(Term term, List<Term> all) {
    if (!all.remove(term)) {
      all.add(term);
    }
  }
}

package dev.fabula.term;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The normal form of conjunctions: each operand once, oldest first, none implied by another. */
final class Conjunction {
  private static final int MOST = 16;

  private final Terms bank;
  private final int width;
  private final List<Term> all = new ArrayList<>();

  private Conjunction(Terms bank, int width) {
    this.bank = bank;
    this.width = width;
  }

  static Term of(Term a, Term b) {
    if (operands(a) + operands(b) > MOST) {
      return a.id() < b.id() ? make(a, b) : make(b, a);
    }
    Conjunction conjunction = new Conjunction(a.bank(), a.width());
    return conjunction.addAll(a) && conjunction.addAll(b) && conjunction.reduce()
        ? conjunction.result()
        : a.bank().zero(a.width());
  }

  private static Term make(Term first, Term second) {
    return first.bank().make(Op.AND, first.width(), first, second);
  }

  private static int operands(Term term) {
    return term.op() == Op.AND ? term.arity() : 1;
  }

  private boolean addAll(Term term) {
    if (term.op() != Op.AND) {
      return add(term);
    }
    for (Term argument : term.rawArguments()) {
      if (!add(argument)) {
        return false;
      }
    }
    return true;
  }

  /** Adds an operand; false if the conjunction became zero. */
  private boolean add(Term term) {
    if (term.isConstant() && !all.isEmpty() && all.get(0).isConstant()) {
      all.set(0, Folding.binary(Op.AND, term, all.get(0)));
      return !all.get(0).isZero();
    }
    if (all.contains(term)) {
      return true;
    }
    if (contains(term)) {
      return false;
    }
    all.add(term.isConstant() ? 0 : all.size(), term);
    return true;
  }

  /** Whether the complement of the term is an operand. */
  private boolean contains(Term term) {
    for (Term each : all) {
      if (complementary(each, term)) {
        return true;
      }
    }
    return false;
  }

  private static boolean complementary(Term a, Term b) {
    return (a.op() == Op.NOT && a.argument(0) == b) || (b.op() == Op.NOT && b.argument(0) == a);
  }

  /** Applies the laws between operands; false if the conjunction became zero. */
  private boolean reduce() {
    for (int i = 0; i < all.size(); i++) {
      Term shorter = assuming(all.get(i));
      if (shorter == null) {
        all.remove(i--);
      } else if (shorter != all.get(i)) {
        all.remove(i);
        if (shorter.isZero() || !addAll(shorter)) {
          return false;
        }
        i = -1;
      }
    }
    return resolve() && (width != 1 || Orders.reduce(all));
  }

  /** Makes one choice of alternatives; false if the conjunction became zero. */
  private boolean resolve() {
    for (Term first : all) {
      for (Term second : all) {
        Term choice = Resolution.combined(first, second);
        if (choice != null) {
          all.remove(first);
          all.remove(second);
          return !choice.isZero() && addAll(choice) && reduce();
        }
      }
    }
    return true;
  }

  /** The operand where the others are known to be ones; null if they imply it. */
  private @Nullable Term assuming(Term term) {
    Term inner = term.op() == Op.NOT ? term.argument(0) : term;
    if (inner.op() == Op.AND) {
      return withoutImplied(term);
    }
    Term shorter =
        switch (inner.op()) {
          case XOR -> withoutKnown(inner);
          case ITE -> width == 1 ? chosen(inner) : inner;
          default -> inner;
        };
    if (shorter == inner) {
      return term;
    }
    Term result = inner == term ? shorter : shorter.not();
    return result.isOnes() ? null : result;
  }

  /** A difference without the operands that are known: {@code a & (a ^ b)} is {@code a & ~b}. */
  private Term withoutKnown(Term difference) {
    Term rest = bank.zero(width);
    boolean shorter = false;
    for (Term inner : difference.rawArguments()) {
      boolean ones = all.contains(inner);
      boolean zeros = !ones && contains(inner);
      shorter |= ones || zeros;
      rest = zeros ? rest : ones ? rest.not() : rest.xor(inner);
    }
    return shorter ? rest : difference;
  }

  private Term chosen(Term choice) {
    Term condition = choice.argument(0);
    if (all.contains(condition)) {
      return choice.argument(1);
    }
    return contains(condition) ? choice.argument(2) : choice;
  }

  /**
   * A complemented conjunction without what the others imply: {@code a & ~(a & b)} is {@code a &
   * ~b}; null if the others imply all of it, as in {@code a & ~(~a & b)}.
   */
  private @Nullable Term withoutImplied(Term term) {
    if (term.op() != Op.NOT) {
      return term;
    }
    List<Term> rest = new ArrayList<>();
    for (Term inner : term.argument(0).rawArguments()) {
      if (contains(inner)) {
        return null;
      }
      if (!all.contains(inner)) {
        rest.add(inner);
      }
    }
    if (rest.size() == term.argument(0).arity()) {
      return term;
    }
    Term conjunction = bank.ones(width);
    for (Term inner : rest) {
      conjunction = conjunction.and(inner);
    }
    return conjunction.not();
  }

  private Term result() {
    if (all.isEmpty()) {
      return bank.ones(width);
    }
    if (all.size() == 1) {
      return all.get(0);
    }
    all.sort(Term.OLDEST_FIRST);
    return bank.make(Op.AND, width, all.toArray(new Term[0]));
  }
}

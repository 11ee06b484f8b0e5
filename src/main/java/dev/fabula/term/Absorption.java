package dev.fabula.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Laws for the difference of a term and a conjunction that contains it. */
final class Absorption {
  private Absorption() {}

  /** The difference of both as one simpler term, or null if no law applies. */
  static @Nullable Term combined(Term part, Term conjunction) {
    if (conjunction.op() != Op.AND || part == conjunction) {
      return null;
    }
    List<Term> operands = Arrays.asList(conjunction.rawArguments());
    if (operands.containsAll(parts(part))) {
      return part.and(without(operands, parts(part), part).not());
    }
    Term complement = complement(part, operands);
    if (complement != null) {
      return part.or(without(operands, List.of(complement), part));
    }
    return part.width() == 1 ? SignBits.ofDifference(part, conjunction) : null;
  }

  private static List<Term> parts(Term term) {
    return term.op() == Op.AND ? Arrays.asList(term.rawArguments()) : List.of(term);
  }

  private static @Nullable Term complement(Term part, List<Term> operands) {
    for (Term operand : operands) {
      if (operand.op() == Op.NOT && operand.argument(0) == part) {
        return operand;
      }
    }
    return null;
  }

  private static Term without(List<Term> operands, List<Term> removed, Term like) {
    List<Term> rest = new ArrayList<>(operands);
    rest.removeAll(removed);
    return rest.stream().reduce(like.bank().ones(like.width()), Term::and);
  }
}

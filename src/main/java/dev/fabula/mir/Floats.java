package dev.fabula.mir;

import dev.fabula.ieee.SoftFloat;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic of floats in stories. Which NaN an operation yields is arbitrary, as Rust has it
 * (core, primitive type f32, "NaN bit patterns").
 */
final class Floats {

  private static final Map<String, SoftFloat.Kind> OPERATORS =
      Map.of(
          "Add", SoftFloat.Kind.ADD,
          "Sub", SoftFloat.Kind.SUBTRACT,
          "Mul", SoftFloat.Kind.MULTIPLY,
          "Div", SoftFloat.Kind.DIVIDE);

  private final Meaning meaning;
  private final Terms terms;

  Floats(Meaning meaning) {
    this.meaning = meaning;
    this.terms = meaning.terms();
  }

  /** What an operator of MIR yields, rounded to the nearest. */
  Value binary(String operator, Term a, Term b) throws Unsupported {
    SoftFloat.Kind kind = OPERATORS.get(operator);
    if (kind == null) {
      throw new Unsupported("the operator `" + operator + "` of floats");
    }
    return compute(new SoftFloat(kind, a.width(), a.width()), List.of(a, b), nearest());
  }

  Term nearest() {
    return terms.constant(SoftFloat.NEAREST, 8);
  }

  /** What an operation yields under a rounding. */
  Value compute(SoftFloat function, List<Term> operands, Term rounding) {
    List<Term> plain = operands.stream().map(Floats::withoutChoice).toList();
    Term exact = function.of(terms, plain, rounding);
    if (!function.kind().isFloat()) {
      return new Value.Bits(exact);
    }
    Term chosen = terms.variable(Vocabulary.NAN + meaning.nextFresh(), exact.width());
    Term either = SoftFloat.isNan(exact).and(SoftFloat.isNan(chosen));
    return new Value.Bits(either.ite(chosen, exact));
  }

  /** No operation cares which NaN it is given. */
  private static Term withoutChoice(Term operand) {
    boolean chosen =
        operand.op() == Op.ITE
            && operand.argument(1).op() == Op.VARIABLE
            && operand.argument(1).name().startsWith(Vocabulary.NAN);
    return chosen ? operand.argument(2) : operand;
  }
}

package dev.fabula.mir;

import dev.fabula.ieee.FloatBits;
import dev.fabula.ieee.FloatToInteger;
import dev.fabula.ieee.SoftFloat;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
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
    return kind == null
        ? new Value.Bits(compared(operator, withoutChoice(a), withoutChoice(b)))
        : compute(new SoftFloat(kind, a.width(), a.width()), List.of(a, b), nearest());
  }

  private static Term compared(String operator, Term a, Term b) throws Unsupported {
    return switch (operator) {
      case "Eq" -> FloatBits.equal(a, b);
      case "Ne" -> FloatBits.equal(a, b).not();
      case "Lt" -> FloatBits.less(a, b);
      case "Le" -> FloatBits.lessOrEqual(a, b);
      case "Gt" -> FloatBits.less(b, a);
      case "Ge" -> FloatBits.lessOrEqual(b, a);
      default -> throw new Unsupported("the operator `" + operator + "` of floats");
    };
  }

  // Casts (Reference, "Numeric cast")

  /** The float nearest to an integer. */
  Value ofInteger(Term number, boolean signed, int to) {
    SoftFloat.Kind kind = signed ? SoftFloat.Kind.FROM_SIGNED : SoftFloat.Kind.FROM_UNSIGNED;
    return compute(new SoftFloat(kind, number.width(), to), List.of(number), nearest());
  }

  /** The float of another format that is nearest. */
  Value ofFloat(Term a, int to) {
    return compute(new SoftFloat(SoftFloat.Kind.CONVERT, a.width(), to), List.of(a), nearest());
  }

  /** The integer nearest to a float that is cut off; zero for a NaN. */
  static Value toInteger(Term a, Type.Int to) {
    return new Value.Bits(cut(a, to).saturated(BigInteger.ZERO));
  }

  /** Whether a float that is cut off is an integer of a type. */
  static Term fits(Term a, Type.Int to) {
    return cut(a, to).fits();
  }

  private static FloatToInteger cut(Term a, Type.Int to) {
    return FloatToInteger.of(withoutChoice(a), SoftFloat.TO_ZERO, to.bits(), to.signed());
  }

  /** The integer nearest to a float in a direction, as a float. */
  Value integral(Term a, int rounding) {
    SoftFloat function = new SoftFloat(SoftFloat.Kind.INTEGRAL, a.width(), a.width());
    return compute(function, List.of(a), terms.constant(rounding, 8));
  }

  Term nearest() {
    return terms.constant(SoftFloat.NEAREST, 8);
  }

  /** What an operation yields under a rounding. */
  Value compute(SoftFloat function, List<Term> operands, Term rounding) {
    boolean floats = !function.kind().takesInteger();
    List<Term> plain = floats ? operands.stream().map(Floats::withoutChoice).toList() : operands;
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

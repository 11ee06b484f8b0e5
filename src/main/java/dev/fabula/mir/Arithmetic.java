package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The operators of MIR on integers, truths, characters and pointers. */
final class Arithmetic {

  private final Terms terms;
  private final BiConsumer<Term, String> demand;

  /**
   * The operators.
   *
   * @param demand takes what has to hold, or else there is undefined behaviour, in words
   */
  Arithmetic(Terms terms, BiConsumer<Term, String> demand) {
    this.terms = terms;
    this.demand = demand;
  }

  Terms terms() {
    return terms;
  }

  /** Demands a condition, or else there is undefined behaviour. */
  void demand(Term condition, String duty) {
    demand.accept(condition, duty);
  }

  Value unary(String operator, Type type, Term value) throws Unsupported {
    refuseFloat(type);
    return new Value.Bits(operator.equals("Not") ? value.not() : value.neg());
  }

  private static void refuseFloat(Type type) throws Unsupported {
    if (type instanceof Type.Float) {
      throw new Unsupported("floating-point arithmetic");
    }
  }

  /** The signedness of a type; only integers are signed. */
  static boolean isSigned(Type type) {
    return type instanceof Type.Int(int bits, boolean signed) && signed;
  }

  Value binary(String operator, Type type, Term a, Type otherType, Term b) throws Unsupported {
    refuseFloat(type);
    boolean signed = isSigned(type);
    return switch (operator) {
      case "Add" -> new Value.Bits(a.add(b));
      case "Sub" -> new Value.Bits(a.sub(b));
      case "Mul" -> new Value.Bits(a.mul(b));
      case "AddWithOverflow", "SubWithOverflow", "MulWithOverflow" ->
          overflowing(operator.substring(0, 3), signed, a, b);
      case "AddUnchecked", "SubUnchecked", "MulUnchecked" ->
          unchecked(operator.substring(0, 3), signed, a, b);
      case "Div", "Rem" -> divided(operator, signed, a, b);
      case "BitXor" -> new Value.Bits(a.xor(b));
      case "BitAnd" -> new Value.Bits(a.and(b));
      case "BitOr" -> new Value.Bits(a.or(b));
      case "Shl", "Shr" -> new Value.Bits(shift(operator, signed, a, masked(a, b)));
      case "ShlUnchecked", "ShrUnchecked" -> {
        demand(inRange(a, b), "the amount of a shift is less than " + a.width());
        yield new Value.Bits(shift(operator.substring(0, 3), signed, a, masked(a, b)));
      }
      case "Cmp" -> ordering(signed ? a.slt(b) : a.ult(b), a.eq(b));
      default -> new Value.Bits(compare(operator, signed, a, b));
    };
  }

  private static Term compare(String operator, boolean signed, Term a, Term b) throws Unsupported {
    return switch (operator) {
      case "Eq" -> a.eq(b);
      case "Ne" -> a.ne(b);
      case "Lt" -> signed ? a.slt(b) : a.ult(b);
      case "Le" -> signed ? a.sle(b) : a.ule(b);
      case "Gt" -> signed ? a.sgt(b) : a.ugt(b);
      case "Ge" -> signed ? a.sge(b) : a.uge(b);
      default -> throw new Unsupported("the operator `" + operator + "`");
    };
  }

  /** An ordering as an enum. */
  Value ordering(Term less, Term equal) {
    Term greater = equal.ite(constant(0), constant(1));
    Term discriminant = less.ite(constant(-1), greater);
    List<Value> none = List.of();
    return new Value.Variant(discriminant, Map.of(-1, none, 0, none, 1, none));
  }

  private Term constant(long value) {
    return terms.constant(value, Value.DISCRIMINANT);
  }

  /** The result of an addition, subtraction or multiplication, modulo 2^width. */
  static Term wrapping(String operator, Term a, Term b) {
    return switch (operator) {
      case "Add" -> a.add(b);
      case "Sub" -> a.sub(b);
      case "Mul" -> a.mul(b);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static Value overflowing(String operator, boolean signed, Term a, Term b) {
    return new Value.Composite(
        List.of(
            new Value.Bits(wrapping(operator, a, b)),
            new Value.Bits(overflows(operator, signed, a, b))));
  }

  private Value unchecked(String operator, boolean signed, Term a, Term b) {
    demand(overflows(operator, signed, a, b).not(), "unchecked arithmetic does not overflow");
    return new Value.Bits(wrapping(operator, a, b));
  }

  /** Whether the exact result does not fit. */
  static Term overflows(String operator, boolean signed, Term a, Term b) {
    int width = a.width();
    if (operator.equals("Mul")) {
      Term exact = extended(a, signed, 2 * width).mul(extended(b, signed, 2 * width));
      return extended(exact.truncate(width), signed, 2 * width).ne(exact);
    }
    if (!signed) {
      return operator.equals("Add") ? a.add(b).ult(a) : a.ult(b);
    }
    Term exact = wrapping(operator, a.sext(width + 1), b.sext(width + 1));
    return exact.bit(width).ne(exact.bit(width - 1));
  }

  private static Term extended(Term value, boolean signed, int width) {
    return signed ? value.sext(width) : value.zext(width);
  }

  private Value divided(String operator, boolean signed, Term a, Term b) {
    int width = a.width();
    demand(b.ne(terms.zero(width)), "no number is divided by zero");
    if (signed) {
      Term least = terms.constant(java.math.BigInteger.ONE.shiftLeft(width - 1), width);
      demand(a.eq(least).and(b.eq(terms.ones(width))).not(), "no division overflows");
    }
    boolean quotient = operator.equals("Div");
    if (signed) {
      return new Value.Bits(quotient ? a.sdiv(b) : a.srem(b));
    }
    return new Value.Bits(quotient ? a.udiv(b) : a.urem(b));
  }

  /** An amount modulo the width, in the width of what is shifted. */
  static Term masked(Term value, Term amount) {
    int needed = 31 - Integer.numberOfLeadingZeros(value.width());
    return amount.resizeUnsigned(needed).zext(value.width());
  }

  private Term inRange(Term value, Term amount) {
    int width = Math.max(amount.width(), 9);
    return amount.zext(width).ult(terms.constant(value.width(), width));
  }

  private static Term shift(String operator, boolean signed, Term value, Term amount) {
    if (operator.equals("Shl")) {
      return value.shl(amount);
    }
    return signed ? value.ashr(amount) : value.lshr(amount);
  }

  /** The nearest value that fits, for an addition or subtraction. */
  Term saturating(String operator, boolean signed, Term a, Term b) {
    int width = a.width();
    Term over = overflows(operator, signed, a, b);
    Term bound;
    if (signed) {
      Term most = terms.ones(width - 1).zext(width);
      bound = a.sign().ite(most.not(), most);
    } else {
      bound = operator.equals("Add") ? terms.ones(width) : terms.zero(width);
    }
    return over.ite(bound, wrapping(operator, a, b));
  }
}

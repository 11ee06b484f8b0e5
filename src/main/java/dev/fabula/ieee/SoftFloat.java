package dev.fabula.ieee;

import dev.fabula.ieee.Rules.Denormals;
import dev.fabula.term.KnownFunction;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * An operation on floats as all processors have it: of operands and, last, the number of a rounding
 * in 8 bits. Which NaN a NaN is they do not agree on; here it is the one without sign and payload.
 *
 * @param kind what is computed
 * @param from bits of an operand
 * @param to bits of the result
 */
public record SoftFloat(Kind kind, int from, int to) implements KnownFunction {

  /** What is computed. */
  public enum Kind {
    /** The sum. */
    ADD,
    /** The difference. */
    SUBTRACT,
    /** The product. */
    MULTIPLY,
    /** The quotient. */
    DIVIDE,
    /** The square root. */
    ROOT,
    /** The product of the first two plus the third. */
    MULTIPLY_ADD,
    /** A float of another format. */
    CONVERT,
    /** A float of a signed number. */
    FROM_SIGNED,
    /** A float of an unsigned number. */
    FROM_UNSIGNED,
    /** A signed number, the nearest that there is; zero for a NaN. */
    TO_SIGNED,
    /** An unsigned number, the nearest that there is; zero for a NaN. */
    TO_UNSIGNED,
    /** The nearest integer, as a float. */
    INTEGRAL;

    /** The number of operands. */
    public int operands() {
      return switch (this) {
        case ADD, SUBTRACT, MULTIPLY, DIVIDE -> 2;
        case MULTIPLY_ADD -> 3;
        case ROOT, CONVERT, FROM_SIGNED, FROM_UNSIGNED, TO_SIGNED, TO_UNSIGNED, INTEGRAL -> 1;
      };
    }

    /** Whether the operand is an integer. */
    public boolean takesInteger() {
      return this == FROM_SIGNED || this == FROM_UNSIGNED;
    }

    /** Whether the result is an integer. */
    public boolean isIntegral() {
      return this == TO_SIGNED || this == TO_UNSIGNED || this == INTEGRAL;
    }

    /** Whether the result is a float. */
    public boolean isFloat() {
      return this != TO_SIGNED && this != TO_UNSIGNED;
    }
  }

  /** The number of the usual rounding, to the nearest. */
  public static final int NEAREST = 0;

  /** The number of the rounding of casts to integers, to zero. */
  public static final int TO_ZERO = 3;

  private static final Rounding[] ROUNDINGS = {
    Rounding.NEAREST_EVEN, Rounding.DOWN, Rounding.UP, Rounding.ZERO
  };

  /**
   * The operation applied to operands under a rounding of 8 bits. What is the same has the same
   * term: numbers are as narrow as they can be, and conversions to them have one function.
   */
  public Term of(Terms terms, List<Term> operands, Term rounding) {
    Term first = operands.getFirst();
    if (!kind.isFloat() && rounding.isConstant()) {
      int number = rounding.value().intValue() & 3;
      return FloatToInteger.of(first, number, to, kind == Kind.TO_SIGNED)
          .saturated(BigInteger.ZERO);
    }
    if (kind == Kind.FROM_SIGNED && first.op() == Op.SEXT) {
      Term narrow = first.argument(0);
      return new SoftFloat(kind, narrow.width(), to).of(terms, List.of(narrow), rounding);
    }
    if (kind.takesInteger() && first.op() == Op.CONCAT && first.argument(0).isZero()) {
      Term narrow = first.truncate(first.width() - first.argument(0).width());
      SoftFloat same = new SoftFloat(Kind.FROM_UNSIGNED, narrow.width(), to);
      return same.of(terms, List.of(narrow), rounding);
    }
    List<Term> all = new ArrayList<>(operands);
    boolean commutes = kind == Kind.ADD || kind == Kind.MULTIPLY || kind == Kind.MULTIPLY_ADD;
    if (commutes && Term.isOlder(all.get(1), all.get(0))) {
      Collections.swap(all, 0, 1);
    }
    all.add(rounding);
    return terms.apply(this, all);
  }

  /** Whether a float is a NaN: beyond infinity, whatever its sign. */
  public static Term isNan(Term a) {
    Term magnitude = a.truncate(a.width() - 1);
    BigInteger infinity = Format.of(a.width()).infinity(false);
    return magnitude.ugt(a.bank().constant(infinity, a.width() - 1));
  }

  @Override
  public String name() {
    return "soft." + kind.name().toLowerCase(Locale.ROOT) + "." + from + "." + to;
  }

  @Override
  public int width() {
    return to;
  }

  @Override
  public List<BigInteger> edges(int argument) {
    if (kind.takesInteger() || argument >= kind.operands()) {
      return List.of();
    }
    Format format = Format.of(from);
    return kind.isIntegral() ? format.betweenIntegers() : format.edges();
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    Rounding rounding = ROUNDINGS[arguments.getLast().intValue() & 3];
    Rules rules = new Rules(rounding, false, Denormals.KEPT, false, 0, CanonicalNans.NAN);
    List<BigInteger> operands = arguments.subList(0, arguments.size() - 1);
    BigInteger first = operands.getFirst();
    return switch (kind) {
      case ADD -> target(rules).apply(Operation.ADD, operands).bits();
      case SUBTRACT -> target(rules).apply(Operation.SUBTRACT, operands).bits();
      case MULTIPLY -> target(rules).apply(Operation.MULTIPLY, operands).bits();
      case DIVIDE -> target(rules).apply(Operation.DIVIDE, operands).bits();
      case ROOT -> target(rules).apply(Operation.ROOT, operands).bits();
      case MULTIPLY_ADD -> target(rules).apply(Operation.MULTIPLY_ADD, operands).bits();
      case CONVERT -> target(rules).convert(Format.of(from), first).bits();
      case FROM_SIGNED -> target(rules).ofInteger(signed(first)).bits();
      case FROM_UNSIGNED -> target(rules).ofInteger(first).bits();
      case TO_SIGNED -> integer(first, true, rules);
      case TO_UNSIGNED -> integer(first, false, rules);
      case INTEGRAL -> target(rules).toIntegral(first, false).bits();
    };
  }

  private Arithmetic target(Rules rules) {
    return new Arithmetic(Format.of(to), rules);
  }

  private BigInteger signed(BigInteger number) {
    return number.testBit(from - 1) ? number.subtract(BigInteger.ONE.shiftLeft(from)) : number;
  }

  private BigInteger integer(BigInteger bits, boolean signed, Rules rules) {
    Format source = Format.of(from);
    BigInteger limit = BigInteger.ONE.shiftLeft(signed ? to - 1 : to);
    BigInteger least = signed ? limit.negate() : BigInteger.ZERO;
    BigInteger most = limit.subtract(BigInteger.ONE);
    Datum number = source.read(bits);
    if (number.isNan()) {
      return BigInteger.ZERO;
    }
    return new Arithmetic(source, rules)
        .toInteger(bits, 0, least, most)
        .map(r -> r.within(to).bits())
        .orElseGet(() -> (number.negative() ? least : most).mod(BigInteger.ONE.shiftLeft(to)));
  }
}

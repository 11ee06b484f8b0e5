package dev.fabula.isa.riscv;

import dev.fabula.ieee.Arithmetic;
import dev.fabula.ieee.CanonicalNans;
import dev.fabula.ieee.Flag;
import dev.fabula.ieee.FloatToInteger;
import dev.fabula.ieee.Format;
import dev.fabula.ieee.Operation;
import dev.fabula.ieee.Result;
import dev.fabula.ieee.Rounded;
import dev.fabula.ieee.Rounding;
import dev.fabula.ieee.Rules;
import dev.fabula.ieee.Rules.Denormals;
import dev.fabula.ieee.SoftFloat;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Float arithmetic as a function of operands and, last, the number of a rounding; its result has
 * the five bits of {@code fflags} above the value (unprivileged ISA, 20.2 to 20.7).
 *
 * @param from bits of an operand
 * @param to bits of the value
 */
record FloatFunction(Kind kind, int from, int to) implements Rounded {

  /** What is computed. */
  enum Kind {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    ROOT,
    MULTIPLY_ADD,
    CONVERT,
    FROM_SIGNED,
    FROM_UNSIGNED,
    TO_SIGNED,
    TO_UNSIGNED,
    INTEGRAL,
    INTEGRAL_EXACT
  }

  static final int FLAGS = 5;

  /** Roundings of frm: nearest, to zero, down, up (20.2), as {@link SoftFloat} numbers them. */
  private static final int[] SOFT = {0, 3, 1, 2};

  @Override
  public String name() {
    return "riscv.float." + kind.name().toLowerCase(Locale.ROOT) + "." + from + "." + to;
  }

  @Override
  public int width() {
    return FLAGS + to;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    Rules rules = rules(arguments.getLast().intValue());
    Result result = result(arguments.subList(0, arguments.size() - 1), rules);
    return BigInteger.valueOf(accrued(result.flags())).shiftLeft(to).or(result.bits());
  }

  /** Whether it never raises a flag. */
  boolean isExact() {
    return isNumber() && Format.of(to).holdsIntegers(from);
  }

  @Override
  public Optional<Term> soft(List<Term> arguments) {
    Term mode = arguments.getLast();
    if (!mode.isConstant() || mode.value().intValue() > 3) {
      return Optional.empty();
    }
    int number = SOFT[mode.value().intValue()];
    if (!yieldsFloat()) {
      boolean signed = kind == Kind.TO_SIGNED;
      return Optional.of(
          FloatToInteger.of(arguments.getFirst(), number, to, signed).saturated(most(signed)));
    }
    List<Term> operands = arguments.subList(0, arguments.size() - 1);
    Term rounding = mode.bank().constant(number, 8);
    return soft().map(same -> new SoftFloat(same, from, to).of(mode.bank(), operands, rounding));
  }

  @Override
  public boolean yieldsFloat() {
    return kind != Kind.TO_SIGNED && kind != Kind.TO_UNSIGNED;
  }

  private BigInteger most(boolean signed) {
    return BigInteger.ONE.shiftLeft(signed ? to - 1 : to).subtract(BigInteger.ONE);
  }

  private Optional<SoftFloat.Kind> soft() {
    return switch (kind) {
      case ADD -> Optional.of(SoftFloat.Kind.ADD);
      case SUBTRACT -> Optional.of(SoftFloat.Kind.SUBTRACT);
      case MULTIPLY -> Optional.of(SoftFloat.Kind.MULTIPLY);
      case DIVIDE -> Optional.of(SoftFloat.Kind.DIVIDE);
      case ROOT -> Optional.of(SoftFloat.Kind.ROOT);
      case MULTIPLY_ADD -> Optional.of(SoftFloat.Kind.MULTIPLY_ADD);
      case CONVERT -> Optional.of(SoftFloat.Kind.CONVERT);
      case FROM_SIGNED -> Optional.of(SoftFloat.Kind.FROM_SIGNED);
      case FROM_UNSIGNED -> Optional.of(SoftFloat.Kind.FROM_UNSIGNED);
      case INTEGRAL, INTEGRAL_EXACT -> Optional.of(SoftFloat.Kind.INTEGRAL);
      case TO_SIGNED, TO_UNSIGNED -> Optional.empty();
    };
  }

  private boolean isNumber() {
    return kind == Kind.FROM_SIGNED || kind == Kind.FROM_UNSIGNED;
  }

  @Override
  public List<BigInteger> edges(int argument) {
    return isNumber() || argument >= operands() ? List.of() : Format.of(from).edges();
  }

  private int operands() {
    return switch (kind) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> 2;
      case MULTIPLY_ADD -> 3;
      default -> 1;
    };
  }

  private static Rules rules(int rounding) {
    return new Rules(rounding(rounding), false, Denormals.KEPT, false, 0, CanonicalNans.NAN);
  }

  /** What is reserved is an illegal instruction, and never gets here on a processor. */
  private static Rounding rounding(int number) {
    return switch (number) {
      case 1 -> Rounding.ZERO;
      case 2 -> Rounding.DOWN;
      case 3 -> Rounding.UP;
      case 4 -> Rounding.NEAREST_AWAY;
      default -> Rounding.NEAREST_EVEN;
    };
  }

  /** NV, DZ, OF, UF and NX from bit 4 down. */
  private static int accrued(int flags) {
    int result = 0;
    int[] order = {
      Flag.INEXACT, Flag.UNDERFLOW, Flag.OVERFLOW, Flag.DIVISION_BY_ZERO, Flag.INVALID
    };
    for (int n = 0; n < order.length; n++) {
      result |= (flags & order[n]) != 0 ? 1 << n : 0;
    }
    return result;
  }

  private Result result(List<BigInteger> operands, Rules rules) {
    Arithmetic floats = new Arithmetic(Format.of(isInteger() ? from : to), rules);
    BigInteger first = operands.getFirst();
    return switch (kind) {
      case ADD -> floats.apply(Operation.ADD, operands);
      case SUBTRACT -> floats.apply(Operation.SUBTRACT, operands);
      case MULTIPLY -> floats.apply(Operation.MULTIPLY, operands);
      case DIVIDE -> floats.apply(Operation.DIVIDE, operands);
      case ROOT -> floats.apply(Operation.ROOT, operands);
      case MULTIPLY_ADD -> floats.apply(Operation.MULTIPLY_ADD, operands);
      case CONVERT -> floats.convert(Format.of(from), first);
      case FROM_SIGNED -> floats.ofInteger(signed(first));
      case FROM_UNSIGNED -> floats.ofInteger(first);
      case TO_SIGNED -> integer(first, true, floats);
      case TO_UNSIGNED -> integer(first, false, floats);
      case INTEGRAL -> floats.toIntegral(first, false);
      case INTEGRAL_EXACT -> floats.toIntegral(first, true);
    };
  }

  private boolean isInteger() {
    return kind == Kind.TO_SIGNED || kind == Kind.TO_UNSIGNED;
  }

  private BigInteger signed(BigInteger number) {
    return number.testBit(from - 1) ? number.subtract(BigInteger.ONE.shiftLeft(from)) : number;
  }

  /** The nearest that fits; the largest for a NaN (20.7, table 28). */
  private Result integer(BigInteger bits, boolean signed, Arithmetic floats) {
    BigInteger most = most(signed);
    BigInteger least = signed ? most.not() : BigInteger.ZERO;
    var number = Format.of(from).read(bits);
    BigInteger otherwise = number.negative() && !number.isNan() ? least : most;
    return floats
        .toInteger(bits, 0, least, most)
        .orElse(new Result(otherwise, Flag.INVALID, false))
        .within(to);
  }
}

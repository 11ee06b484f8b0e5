package dev.fabula.isa;

import dev.fabula.ieee.Arithmetic;
import dev.fabula.ieee.Flag;
import dev.fabula.ieee.Format;
import dev.fabula.ieee.Operation;
import dev.fabula.ieee.Result;
import dev.fabula.ieee.Rounded;
import dev.fabula.ieee.Rounding;
import dev.fabula.ieee.Rules;
import dev.fabula.ieee.Rules.Denormals;
import dev.fabula.ieee.SoftFloat;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Float arithmetic of A64, A32 and T32 on one lane, as a function of operands and, last, the 32
 * control bits that FPCR and FPSCR have in common (Arm ARM, shared/functions/float).
 *
 * <p>The result has FPSR's low eight bits, the cumulative exceptions, above the value. The bits of
 * FEAT_AFP and the exception traps of FPCR count as zero.
 *
 * @param from bits of an operand
 * @param to bits of the value
 * @param scale how many bits of an integer are behind its binary point
 */
public record ArmFunction(Kind kind, int from, int to, int scale) implements Rounded {

  /** What is computed. */
  public enum Kind {
    /** The sum. */
    ADD,
    /** The difference. */
    SUBTRACT,
    /** The product. */
    MULTIPLY,
    /** The product, two for zero times infinity. */
    MULTIPLY_EXTENDED,
    /** The quotient. */
    DIVIDE,
    /** The square root. */
    ROOT,
    /** The product of the first two, plus the third. */
    MULTIPLY_ADD,
    /** Two less the product, for a step to a reciprocal. */
    RECIPROCAL_STEP,
    /** Half of three less the product, for a step to the reciprocal of a square root. */
    ROOT_STEP,
    /** Eight bits of the reciprocal. */
    RECIPROCAL,
    /** Eight bits of the reciprocal of the square root. */
    RECIPROCAL_ROOT,
    /** The power of two that is about the reciprocal. */
    RECIPROCAL_EXPONENT,
    /** A float of another format. */
    CONVERT,
    /** A float of another format, rounded to odd. */
    CONVERT_TO_ODD,
    /** A float of a signed number. */
    FROM_SIGNED,
    /** A float of an unsigned number. */
    FROM_UNSIGNED,
    /** A signed number; the rounding's number is an operand. */
    TO_SIGNED,
    /** An unsigned number; the rounding's number is an operand. */
    TO_UNSIGNED,
    /** An integer as a float; the rounding's number is an operand. */
    INTEGRAL,
    /** The same, which may be inexact. */
    INTEGRAL_EXACT
  }

  /** The exceptions above the value. */
  public static final int FLAGS = 8;

  /** A number of a rounding: that of the control bits. */
  public static final int CURRENT = 7;

  private static final int HALF_FLUSHES = 19;
  private static final int ROUNDING = 22;
  private static final int FLUSHES = 24;
  private static final int DEFAULT_NAN = 25;

  /** Roundings of FPCR.RMode: nearest, up, down, to zero, as {@link SoftFloat} numbers them. */
  private static final int[] SOFT = {0, 2, 1, 3};

  /** Arithmetic in one format. */
  public static ArmFunction of(Kind kind, int width) {
    return new ArmFunction(kind, width, width, 0);
  }

  @Override
  public String name() {
    return "arm.float."
        + kind.name().toLowerCase(Locale.ROOT)
        + "."
        + from
        + "."
        + to
        + "."
        + scale;
  }

  @Override
  public int width() {
    return FLAGS + to;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    Result result = result(arguments.subList(0, arguments.size() - 1), arguments.getLast());
    return BigInteger.valueOf(cumulative(result.flags())).shiftLeft(to).or(result.bits());
  }

  /** Whether it never raises a flag. */
  boolean isExact() {
    return isNumber() && to > 16 && Format.of(to).holdsIntegers(from);
  }

  @Override
  public Optional<Term> soft(List<Term> arguments) {
    Term control = arguments.getLast();
    boolean plain =
        control.isConstant()
            && !control.value().testBit(FLUSHES)
            && scale == 0
            && Math.min(from, to) > 16;
    return plain ? soft(arguments, control) : Optional.empty();
  }

  private Optional<Term> soft(List<Term> arguments, Term control) {
    Terms terms = control.bank();
    boolean chosen = isRoundedByOperand();
    Term number = arguments.get(1);
    if (chosen && (!number.isConstant() || number.value().intValue() > CURRENT)) {
      return Optional.empty();
    }
    int mode = chosen ? number.value().intValue() : CURRENT;
    int current = control.value().shiftRight(ROUNDING).intValue() & 3;
    if (mode > 3 && mode != CURRENT) {
      return Optional.empty();
    }
    Term rounding = terms.constant(SOFT[mode == CURRENT ? current : mode], 8);
    List<Term> operands = arguments.subList(0, chosen ? 1 : arguments.size() - 1);
    return soft().map(same -> new SoftFloat(same, from, to).of(terms, operands, rounding));
  }

  private boolean isRoundedByOperand() {
    return switch (kind) {
      case TO_SIGNED, TO_UNSIGNED, INTEGRAL, INTEGRAL_EXACT -> true;
      default -> false;
    };
  }

  @Override
  public boolean yieldsFloat() {
    return kind != Kind.TO_SIGNED && kind != Kind.TO_UNSIGNED;
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
      case TO_SIGNED -> Optional.of(SoftFloat.Kind.TO_SIGNED);
      case TO_UNSIGNED -> Optional.of(SoftFloat.Kind.TO_UNSIGNED);
      case INTEGRAL, INTEGRAL_EXACT -> Optional.of(SoftFloat.Kind.INTEGRAL);
      default -> Optional.empty();
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
      case ADD, SUBTRACT, MULTIPLY, MULTIPLY_EXTENDED, DIVIDE, RECIPROCAL_STEP, ROOT_STEP -> 2;
      case MULTIPLY_ADD -> 3;
      default -> 1;
    };
  }

  /** FPSR's IOC, DZC, OFC, UFC, IXC and IDC. */
  private static int cumulative(int flags) {
    int denormal = (flags & Flag.DENORMAL) != 0 ? 1 << 7 : 0;
    return denormal | flags >> 1 & 0x1e | flags & Flag.INVALID;
  }

  private Result result(List<BigInteger> operands, BigInteger control) {
    Arithmetic floats = new Arithmetic(Format.of(to), rules(control, from, to));
    BigInteger first = operands.getFirst();
    return switch (kind) {
      case ADD -> floats.apply(Operation.ADD, operands);
      case SUBTRACT -> floats.apply(Operation.SUBTRACT, operands);
      case MULTIPLY -> floats.apply(Operation.MULTIPLY, operands);
      case MULTIPLY_EXTENDED -> floats.extendedProduct(first, operands.get(1));
      case DIVIDE -> floats.apply(Operation.DIVIDE, operands);
      case ROOT -> floats.apply(Operation.ROOT, operands);
      case MULTIPLY_ADD -> floats.apply(Operation.MULTIPLY_ADD, operands);
      case RECIPROCAL_STEP -> step(operands, floats, 2, 0);
      case ROOT_STEP -> step(operands, floats, 3, -1);
      case RECIPROCAL -> estimate(control).reciprocal(first);
      case RECIPROCAL_ROOT -> estimate(control).reciprocalRoot(first);
      case RECIPROCAL_EXPONENT -> estimate(control).reciprocalExponent(first);
      case CONVERT -> conversion(control).convert(Format.of(from), first);
      case CONVERT_TO_ODD ->
          new Arithmetic(Format.of(to), rules(control, from, to).with(Rounding.ODD))
              .convert(Format.of(from), first);
      case FROM_SIGNED -> floats.ofScaled(signed(first), -scale);
      case FROM_UNSIGNED -> floats.ofScaled(first, -scale);
      case TO_SIGNED -> integer(first, true, rounded(control, operands));
      case TO_UNSIGNED -> integer(first, false, rounded(control, operands));
      case INTEGRAL ->
          new Arithmetic(Format.of(to), rounded(control, operands)).toIntegral(first, false);
      case INTEGRAL_EXACT ->
          new Arithmetic(Format.of(to), rounded(control, operands)).toIntegral(first, true);
    };
  }

  private ArmEstimate estimate(BigInteger control) {
    return new ArmEstimate(Format.of(to), rules(control, to, to));
  }

  /** Half precision is flushed by a bit of its own, and silently. */
  private static Rules rules(BigInteger control, int from, int to) {
    boolean flushes = control.testBit(to == 16 ? HALF_FLUSHES : FLUSHES);
    return new Rules(
        rounding(control.shiftRight(ROUNDING).intValue() & 3),
        true,
        inputs(control, from),
        flushes,
        0,
        new ArmNans(control.testBit(DEFAULT_NAN)));
  }

  private static Denormals inputs(BigInteger control, int from) {
    if (from == 16) {
      return control.testBit(HALF_FLUSHES) ? Denormals.FLUSHED : Denormals.KEPT;
    }
    return control.testBit(FLUSHES) ? Denormals.FLUSHED_AND_TOLD : Denormals.KEPT;
  }

  /** Conversions keep denormal halves, whatever the control bits say. */
  private Arithmetic conversion(BigInteger control) {
    Rules rules = rules(control, from, to);
    Rules inputs = from == 16 ? rules.with(Denormals.KEPT) : rules;
    return new Arithmetic(Format.of(to), to == 16 ? inputs.keepingTiny() : inputs);
  }

  private Rules rounded(BigInteger control, List<BigInteger> operands) {
    int number = operands.getLast().intValue();
    Rules rules = rules(control, from, from);
    return number == CURRENT ? rules : rules.with(rounding(number));
  }

  /** By the number that FPCR.RMode has; 4 is away from zero where two are equally near. */
  private static Rounding rounding(int number) {
    return switch (number) {
      case 0 -> Rounding.NEAREST_EVEN;
      case 1 -> Rounding.UP;
      case 2 -> Rounding.DOWN;
      case 3 -> Rounding.ZERO;
      default -> Rounding.NEAREST_AWAY;
    };
  }

  private BigInteger signed(BigInteger number) {
    return number.testBit(from - 1) ? number.subtract(BigInteger.ONE.shiftLeft(from)) : number;
  }

  /** The nearest that fits; zero for a NaN. */
  private Result integer(BigInteger bits, boolean signed, Rules rules) {
    BigInteger limit = BigInteger.ONE.shiftLeft(signed ? to - 1 : to);
    BigInteger least = signed ? limit.negate() : BigInteger.ZERO;
    BigInteger most = limit.subtract(BigInteger.ONE);
    var datum = Format.of(from).read(bits);
    BigInteger otherwise = datum.isNan() ? BigInteger.ZERO : datum.negative() ? least : most;
    return new Arithmetic(Format.of(from), rules)
        .toInteger(bits, scale, least, most)
        .orElse(new Result(otherwise, Flag.INVALID, false))
        .within(to);
  }

  /** A number less a product, times a power of two; the product of zero and infinity is zero. */
  private Result step(List<BigInteger> operands, Arithmetic floats, int number, int power) {
    BigInteger first = Format.of(to).negated(operands.get(0));
    return floats.step(first, operands.get(1), number, power);
  }
}

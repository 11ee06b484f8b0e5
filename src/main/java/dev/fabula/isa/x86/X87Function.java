package dev.fabula.isa.x86;

import dev.fabula.ieee.Arithmetic;
import dev.fabula.ieee.Flag;
import dev.fabula.ieee.Format;
import dev.fabula.ieee.Operation;
import dev.fabula.ieee.Result;
import dev.fabula.ieee.Rounding;
import dev.fabula.ieee.Rules;
import dev.fabula.ieee.Rules.Denormals;
import dev.fabula.term.KnownFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Arithmetic of the x87 unit as a function of operands and, last, the control word (Intel SDM
 * volume 1, 8.1.5, 8.3 and 8.5). Above the value, the result has six exception flags and whether
 * the magnitude was rounded up. Exceptions count as masked.
 *
 * @param source what the second operand is, or the only one of a load
 * @param to bits of the value
 */
record X87Function(Kind kind, Source source, int to) implements KnownFunction {

  /** What is computed. */
  enum Kind {
    ADD,
    SUBTRACT,
    SUBTRACT_FROM,
    MULTIPLY,
    DIVIDE,
    DIVIDE_INTO,
    ROOT,
    SCALE,
    INTEGRAL,
    LOAD,
    STORE,
    TO_INTEGER,
    TRUNCATE,
    /** C3, C2 and C0 of a comparison, for which only signalling NaNs are invalid or all. */
    COMPARE_QUIETLY,
    COMPARE,
    /** What FXTRACT makes of one number. */
    EXPONENT,
    SIGNIFICAND
  }

  /** The formats of operands in memory, and that of registers. */
  enum Source {
    REGISTER(80, true),
    SINGLE(32, true),
    DOUBLE(64, true),
    INTEGER_16(16, false),
    INTEGER_32(32, false),
    INTEGER_64(64, false);

    private final int width;
    private final boolean isFloat;

    Source(int width, boolean isFloat) {
      this.width = width;
      this.isFloat = isFloat;
    }

    /** The format of a memory operand. */
    static Source of(int width, boolean isFloat) {
      for (Source source : values()) {
        if (source.width == width && source.isFloat == isFloat) {
          return source;
        }
      }
      throw new IllegalArgumentException("x87 operands of " + width + " bits");
    }

    private boolean isDenormal(BigInteger bits) {
      return isFloat && this != REGISTER && Format.of(width).read(bits).denormal();
    }

    /** The same number in a register; a signalling NaN stays one. */
    private BigInteger extended(BigInteger bits) {
      if (this == REGISTER) {
        return bits;
      }
      Arithmetic registers = registers();
      if (isFloat) {
        BigInteger quiet = registers.convert(Format.of(width), bits).bits();
        boolean signalling = Format.of(width).read(bits).isSignalling();
        return signalling ? quiet.clearBit(Format.EXTENDED.fractionBits() - 1) : quiet;
      }
      boolean negative = bits.testBit(width - 1);
      return registers
          .ofInteger(negative ? bits.subtract(BigInteger.ONE.shiftLeft(width)) : bits)
          .bits();
    }
  }

  static final int FLAGS = 6;

  private static final int PRECISION = 8;
  private static final int ROUNDING = 10;
  private static final int UNORDERED = 7;
  private static final int EQUAL = 4;

  /** Beyond this, every float of the format over- or underflows. */
  private static final int FAR = 1 << 16;

  @Override
  public String name() {
    return ("x87." + kind + "." + source + "." + to).toLowerCase(Locale.ROOT);
  }

  @Override
  public int width() {
    return 1 + FLAGS + to;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    Result result = result(arguments, arguments.getLast());
    int told = result.flags() | (result.up() ? 1 << FLAGS : 0);
    return BigInteger.valueOf(told).shiftLeft(to).or(result.bits());
  }

  @Override
  public List<BigInteger> edges(int argument) {
    boolean isRegister = argument == 0 && kind != Kind.LOAD;
    return isRegister ? Format.EXTENDED.edges() : List.of();
  }

  /** Arithmetic of registers where nothing is rounded. */
  static Arithmetic registers() {
    return new Arithmetic(Format.EXTENDED, rules(BigInteger.ZERO, Denormals.KEPT, 0));
  }

  private static Rules rules(BigInteger control, Denormals denormals, int precision) {
    Rounding rounding = Mxcsr.rounding(control.shiftRight(ROUNDING).intValue());
    return new Rules(rounding, false, denormals, false, precision, X86Nans.X87);
  }

  private static int precision(BigInteger control) {
    return switch (control.shiftRight(PRECISION).intValue() & 3) {
      case 0 -> 24;
      case 2 -> 53;
      default -> 0;
    };
  }

  private Result result(List<BigInteger> arguments, BigInteger control) {
    Rules rules = rules(control, Denormals.KEPT_AND_TOLD, 0);
    Arithmetic registers = new Arithmetic(Format.EXTENDED, rules);
    BigInteger a = arguments.getFirst();
    return switch (kind) {
      case ADD -> compute(Operation.ADD, arguments, control, false);
      case SUBTRACT -> compute(Operation.SUBTRACT, arguments, control, false);
      case SUBTRACT_FROM -> compute(Operation.SUBTRACT, arguments, control, true);
      case MULTIPLY -> compute(Operation.MULTIPLY, arguments, control, false);
      case DIVIDE -> compute(Operation.DIVIDE, arguments, control, false);
      case DIVIDE_INTO -> compute(Operation.DIVIDE, arguments, control, true);
      case ROOT -> arithmetic(control).apply(Operation.ROOT, List.of(a));
      case SCALE -> scaled(a, arguments.get(1), registers);
      case INTEGRAL -> registers.toIntegral(a, true);
      case LOAD -> load(a, registers);
      case STORE -> stored(rules.with(Denormals.KEPT)).convert(Format.EXTENDED, a);
      case TO_INTEGER -> integer(a, rules.with(Denormals.KEPT));
      case TRUNCATE -> integer(a, rules.with(Denormals.KEPT).with(Rounding.ZERO));
      case COMPARE_QUIETLY -> compared(a, arguments.get(1), true);
      case COMPARE -> compared(a, arguments.get(1), false);
      case EXPONENT -> extracted(a, registers, true);
      case SIGNIFICAND -> extracted(a, registers, false);
    };
  }

  private static Arithmetic arithmetic(BigInteger control) {
    return new Arithmetic(
        Format.EXTENDED, rules(control, Denormals.KEPT_AND_TOLD, precision(control)));
  }

  private Arithmetic stored(Rules rules) {
    return new Arithmetic(Format.of(to), rules);
  }

  private Result compute(
      Operation operation, List<BigInteger> arguments, BigInteger control, boolean reversed) {
    BigInteger a = arguments.get(0);
    BigInteger b = source.extended(arguments.get(1));
    List<BigInteger> operands = reversed ? List.of(b, a) : List.of(a, b);
    Result result = arithmetic(control).apply(operation, operands);
    boolean numeric =
        (result.flags() & (Flag.INVALID | Flag.DIVISION_BY_ZERO)) == 0
            && !Format.EXTENDED.read(a).isNan();
    int denormal = numeric && source.isDenormal(arguments.get(1)) ? Flag.DENORMAL : 0;
    return new Result(result.bits(), result.flags() | denormal, result.up());
  }

  private Result load(BigInteger bits, Arithmetic registers) {
    return source.isFloat
        ? registers.convert(Format.of(source.width), bits)
        : new Result(source.extended(bits), 0, false);
  }

  private Result integer(BigInteger bits, Rules rules) {
    BigInteger limit = BigInteger.ONE.shiftLeft(to - 1);
    return new Arithmetic(Format.EXTENDED, rules)
        .toInteger(bits, 0, limit.negate(), limit.subtract(BigInteger.ONE))
        .map(r -> r.within(to))
        .orElse(new Result(limit, Flag.INVALID, false));
  }

  /** Times a power of two, whose exponent is cut off (SDM volume 2, FSCALE). */
  private static Result scaled(BigInteger a, BigInteger by, Arithmetic registers) {
    var number = Format.EXTENDED.read(a);
    var exponent = Format.EXTENDED.read(by);
    if (!number.isNumber() || !exponent.isNumber()) {
      return limit(a, by, registers);
    }
    int denormal = number.denormal() || exponent.denormal() ? Flag.DENORMAL : 0;
    if (number.isZero()) {
      return new Result(a, denormal, false);
    }
    int power = exponent.truncated(FAR);
    BigInteger significand = number.significand();
    Result result =
        registers.ofScaled(
            number.negative() ? significand.negate() : significand, number.exponent() + power);
    return new Result(result.bits(), result.flags() | denormal, result.up());
  }

  /** An infinite exponent makes zero or infinity, unless it meets its opposite. */
  private static Result limit(BigInteger a, BigInteger by, Arithmetic registers) {
    var exponent = Format.EXTENDED.read(by);
    if (exponent.isInfinite() && exponent.negative()) {
      BigInteger zero = Format.EXTENDED.zero(false);
      return registers.apply(Operation.MULTIPLY, List.of(a, zero));
    }
    boolean infinite = exponent.isInfinite();
    BigInteger factor = infinite ? by : exponent.isNumber() ? registers.one() : by;
    return registers.apply(Operation.MULTIPLY, List.of(a, factor));
  }

  private Result compared(BigInteger a, BigInteger raw, boolean quietly) {
    BigInteger b = source.extended(raw);
    var x = Format.EXTENDED.read(a);
    var y = Format.EXTENDED.read(b);
    if (x.isNan() || y.isNan() || x.isUnsupported() || y.isUnsupported()) {
      boolean signals =
          !quietly
              || x.isSignalling()
              || y.isSignalling()
              || x.isUnsupported()
              || y.isUnsupported();
      return new Result(BigInteger.valueOf(UNORDERED), signals ? Flag.INVALID : 0, false);
    }
    int order = x.order(y);
    boolean denormal = x.denormal() || y.denormal() || source.isDenormal(raw);
    int code = order == 0 ? EQUAL : order < 0 ? 1 : 0;
    return new Result(BigInteger.valueOf(code), denormal ? Flag.DENORMAL : 0, false);
  }

  private static Result extracted(BigInteger bits, Arithmetic registers, boolean exponent) {
    var number = Format.EXTENDED.read(bits);
    if (number.isZero()) {
      return exponent
          ? new Result(Format.EXTENDED.infinity(true), Flag.DIVISION_BY_ZERO, false)
          : new Result(bits, Flag.DIVISION_BY_ZERO, false);
    }
    if (number.isInfinite()) {
      return new Result(exponent ? Format.EXTENDED.infinity(false) : bits, 0, false);
    }
    if (!number.isNumber()) {
      return registers.toIntegral(bits, true);
    }
    int leading = number.significand().bitLength() - 1;
    BigInteger significand = number.significand();
    Result result =
        exponent
            ? registers.ofInteger(BigInteger.valueOf((long) leading + number.exponent()))
            : registers.ofScaled(number.negative() ? significand.negate() : significand, -leading);
    return new Result(result.bits(), number.denormal() ? Flag.DENORMAL : 0, false);
  }
}

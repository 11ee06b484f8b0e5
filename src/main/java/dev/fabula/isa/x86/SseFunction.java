package dev.fabula.isa.x86;

import dev.fabula.ieee.Arithmetic;
import dev.fabula.ieee.Flag;
import dev.fabula.ieee.FloatBits;
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
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Arithmetic on one lane as a function of operands, perhaps an immediate, and MXCSR's control bits
 * last; its result has six exception flags above the value.
 *
 * @param from bits of an operand
 * @param to bits of the value
 */
record SseFunction(Kind kind, int from, int to) implements Rounded {

  /** What is computed. */
  enum Kind {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    ROOT,
    /** Products with a term added: {@code a·b + c}, and with one or both of them negated. */
    MULTIPLY_ADD,
    MULTIPLY_SUBTRACT,
    NEGATED_MULTIPLY_ADD,
    NEGATED_MULTIPLY_SUBTRACT,
    /** A float of another format. */
    CONVERT,
    /** A float of half precision, of which neither denormals nor MXCSR's rounding count. */
    FROM_HALF,
    /** A float in half precision, rounded as an immediate says. */
    TO_HALF,
    FROM_SIGNED,
    FROM_UNSIGNED,
    /** An integer, the integer indefinite where none fits. */
    TO_SIGNED,
    TO_UNSIGNED,
    TRUNCATE_SIGNED,
    TRUNCATE_UNSIGNED,
    /** An integer as a float, rounded as an immediate says. */
    INTEGRAL
  }

  static final int FLAGS = 6;
  private static final int CONTROL_ROUNDS = 4;
  private static final int INEXACT_IS_SILENT = 8;

  @Override
  public String name() {
    return "x86.sse." + kind.name().toLowerCase(Locale.ROOT) + "." + from + "." + to;
  }

  @Override
  public int width() {
    return FLAGS + to;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    List<BigInteger> operands = arguments.subList(0, arguments.size() - 1);
    Result result = result(operands, arguments.getLast());
    return BigInteger.valueOf(result.flags()).shiftLeft(to).or(result.bits());
  }

  /** Whether it never raises a flag. */
  boolean isExact() {
    return isNumber() && Format.of(to).holdsIntegers(from);
  }

  @Override
  public Optional<Term> soft(List<Term> arguments) {
    Term control = arguments.getLast();
    if (!control.isConstant() || !Mxcsr.isPlain(control.value())) {
      return Optional.empty();
    }
    if (!yieldsFloat()) {
      return Optional.of(softInteger(arguments.getFirst(), control.value()));
    }
    Optional<SoftFloat.Kind> same = soft();
    if (same.isEmpty()) {
      return integralSoft(arguments);
    }
    List<Term> operands = new ArrayList<>(arguments.subList(0, arguments.size() - 1));
    boolean product = kind == Kind.NEGATED_MULTIPLY_ADD || kind == Kind.NEGATED_MULTIPLY_SUBTRACT;
    boolean addend = kind == Kind.MULTIPLY_SUBTRACT || kind == Kind.NEGATED_MULTIPLY_SUBTRACT;
    if (product) {
      operands.set(0, FloatBits.negated(operands.get(0)));
    }
    if (addend) {
      operands.set(2, FloatBits.negated(operands.get(2)));
    }
    Term rounding = control.bank().constant(Mxcsr.roundingBits(control.value()), 8);
    return Optional.of(new SoftFloat(same.get(), from, to).of(control.bank(), operands, rounding));
  }

  /** What is beyond the integers becomes the integer indefinite (SDM volume 1, 4.8.3.5). */
  private Term softInteger(Term a, BigInteger control) {
    boolean signed = kind == Kind.TO_SIGNED || kind == Kind.TRUNCATE_SIGNED;
    boolean truncates = kind == Kind.TRUNCATE_SIGNED || kind == Kind.TRUNCATE_UNSIGNED;
    int rounding = truncates ? SoftFloat.TO_ZERO : Mxcsr.roundingBits(control);
    return FloatToInteger.of(a, rounding, to, signed).orElse(indefinite(signed));
  }

  private BigInteger indefinite(boolean signed) {
    BigInteger limit = BigInteger.ONE.shiftLeft(signed ? to - 1 : to);
    return signed ? limit : limit.subtract(BigInteger.ONE);
  }

  /** The rounding is that of the immediate, or MXCSR's (SDM volume 2, ROUNDSD). */
  private Optional<Term> integralSoft(List<Term> arguments) {
    Term chosen = arguments.get(arguments.size() - 2);
    if (kind != Kind.INTEGRAL || !chosen.isConstant()) {
      return Optional.empty();
    }
    int immediate = chosen.value().intValue();
    BigInteger control = arguments.getLast().value();
    int rounding = (immediate & CONTROL_ROUNDS) != 0 ? Mxcsr.roundingBits(control) : immediate & 3;
    Terms terms = chosen.bank();
    return Optional.of(
        new SoftFloat(SoftFloat.Kind.INTEGRAL, from, to)
            .of(terms, List.of(arguments.getFirst()), terms.constant(rounding, 8)));
  }

  @Override
  public boolean yieldsFloat() {
    return switch (kind) {
      case TO_SIGNED, TO_UNSIGNED, TRUNCATE_SIGNED, TRUNCATE_UNSIGNED -> false;
      default -> true;
    };
  }

  private Optional<SoftFloat.Kind> soft() {
    return switch (kind) {
      case ADD -> Optional.of(SoftFloat.Kind.ADD);
      case SUBTRACT -> Optional.of(SoftFloat.Kind.SUBTRACT);
      case MULTIPLY -> Optional.of(SoftFloat.Kind.MULTIPLY);
      case DIVIDE -> Optional.of(SoftFloat.Kind.DIVIDE);
      case ROOT -> Optional.of(SoftFloat.Kind.ROOT);
      case MULTIPLY_ADD, MULTIPLY_SUBTRACT, NEGATED_MULTIPLY_ADD, NEGATED_MULTIPLY_SUBTRACT ->
          Optional.of(SoftFloat.Kind.MULTIPLY_ADD);
      case CONVERT -> Optional.of(SoftFloat.Kind.CONVERT);
      case FROM_SIGNED -> Optional.of(SoftFloat.Kind.FROM_SIGNED);
      case FROM_UNSIGNED -> Optional.of(SoftFloat.Kind.FROM_UNSIGNED);
      case FROM_HALF,
          TO_HALF,
          TO_SIGNED,
          TO_UNSIGNED,
          TRUNCATE_SIGNED,
          TRUNCATE_UNSIGNED,
          INTEGRAL ->
          Optional.empty();
    };
  }

  private boolean isNumber() {
    return kind == Kind.FROM_SIGNED || kind == Kind.FROM_UNSIGNED;
  }

  @Override
  public List<BigInteger> edges(int argument) {
    return isNumber() || argument >= operands() ? List.of() : source().edges();
  }

  private int operands() {
    return switch (kind) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE -> 2;
      case MULTIPLY_ADD, MULTIPLY_SUBTRACT, NEGATED_MULTIPLY_ADD, NEGATED_MULTIPLY_SUBTRACT -> 3;
      default -> 1;
    };
  }

  private Result result(List<BigInteger> operands, BigInteger control) {
    Rules rules = Mxcsr.rules(control);
    BigInteger first = operands.getFirst();
    return switch (kind) {
      case ADD -> compute(Operation.ADD, operands, rules);
      case SUBTRACT -> compute(Operation.SUBTRACT, operands, rules);
      case MULTIPLY -> compute(Operation.MULTIPLY, operands, rules);
      case DIVIDE -> compute(Operation.DIVIDE, operands, rules);
      case ROOT -> compute(Operation.ROOT, operands, rules);
      case MULTIPLY_ADD -> fused(operands, false, false, rules);
      case MULTIPLY_SUBTRACT -> fused(operands, false, true, rules);
      case NEGATED_MULTIPLY_ADD -> fused(operands, true, false, rules);
      case NEGATED_MULTIPLY_SUBTRACT -> fused(operands, true, true, rules);
      case CONVERT -> target(rules).convert(source(), first);
      case FROM_HALF -> target(rules.with(Denormals.KEPT)).convert(source(), first);
      case TO_HALF -> half(first, operands.getLast().intValue(), rules);
      case FROM_SIGNED -> target(rules).ofInteger(signed(first));
      case FROM_UNSIGNED -> target(rules).ofInteger(first);
      case TO_SIGNED -> integer(first, true, Mxcsr.silent(control));
      case TO_UNSIGNED -> integer(first, false, Mxcsr.silent(control));
      case TRUNCATE_SIGNED -> integer(first, true, truncating(control));
      case TRUNCATE_UNSIGNED -> integer(first, false, truncating(control));
      case INTEGRAL -> integral(first, operands.getLast().intValue(), Mxcsr.silent(control));
    };
  }

  private Format source() {
    return Format.of(from);
  }

  private Arithmetic target(Rules rules) {
    return new Arithmetic(Format.of(to), rules);
  }

  private Result compute(Operation operation, List<BigInteger> operands, Rules rules) {
    return target(rules).apply(operation, operands);
  }

  /** NaNs keep their sign. */
  private Result fused(List<BigInteger> operands, boolean product, boolean addend, Rules rules) {
    List<BigInteger> signed = new ArrayList<>(operands);
    signed.set(0, negated(operands.get(0), product));
    signed.set(2, negated(operands.get(2), addend));
    return compute(Operation.MULTIPLY_ADD, signed, rules);
  }

  private BigInteger negated(BigInteger bits, boolean indeed) {
    return indeed && !X86Nans.isNan(source(), bits) ? source().negated(bits) : bits;
  }

  /** Flushing of results is for arithmetic only (SDM volume 2, VCVTPS2PH). */
  private Result half(BigInteger bits, int immediate, Rules rules) {
    return target(chosen(immediate, rules.keepingTiny())).convert(source(), bits);
  }

  private static Rules chosen(int immediate, Rules rules) {
    return (immediate & CONTROL_ROUNDS) != 0 ? rules : rules.with(Mxcsr.rounding(immediate));
  }

  private Result integral(BigInteger bits, int immediate, Rules rules) {
    boolean told = (immediate & INEXACT_IS_SILENT) == 0;
    return target(chosen(immediate, rules)).toIntegral(bits, told);
  }

  private BigInteger signed(BigInteger number) {
    return number.testBit(from - 1) ? number.subtract(BigInteger.ONE.shiftLeft(from)) : number;
  }

  private static Rules truncating(BigInteger control) {
    return Mxcsr.silent(control).with(Rounding.ZERO);
  }

  private Result integer(BigInteger bits, boolean signed, Rules rules) {
    BigInteger limit = BigInteger.ONE.shiftLeft(signed ? to - 1 : to);
    BigInteger least = signed ? limit.negate() : BigInteger.ZERO;
    return new Arithmetic(source(), rules)
        .toInteger(bits, 0, least, limit.subtract(BigInteger.ONE))
        .map(r -> r.within(to))
        .orElse(new Result(indefinite(signed), Flag.INVALID, false));
  }
}

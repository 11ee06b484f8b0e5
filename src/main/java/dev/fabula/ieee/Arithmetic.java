package dev.fabula.ieee;

import dev.fabula.ieee.Datum.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Operations on floats of one format under given rules (IEEE 754-2019, 5.4, 6 and 7). */
public final class Arithmetic {
  private final Format format;
  private final Rules rules;
  private final Packing packing;

  /** The arithmetic of a format under the rules of an architecture and its state. */
  public Arithmetic(Format format, Rules rules) {
    this.format = format;
    this.rules = rules;
    this.packing = new Packing(format, rules);
  }

  /** The result of an operation and its exceptions. */
  public Result apply(Operation operation, List<BigInteger> operands) {
    List<Datum> read = operands.stream().map(format::read).toList();
    Inputs inputs = Inputs.of(read, rules.inputs());
    List<Datum> data = inputs.data();
    if (operation == Operation.MULTIPLY_ADD
        && rules.nans().invalidProductFirst()
        && data.get(2).is(Kind.QUIET)
        && isInvalidProduct(data.get(0), data.get(1))) {
      return invalid().with(inputs.flushed());
    }
    Optional<Result> nan = nan(data, operands);
    Result result =
        nan.orElseGet(() ->
            switch (operation) {
              case ADD -> sum(data.get(0), data.get(1));
              case SUBTRACT -> sum(data.get(0), data.get(1).negated(true));
              case MULTIPLY -> product(data.get(0), data.get(1));
              case DIVIDE -> quotient(data.get(0), data.get(1));
              case ROOT -> root(data.get(0));
              case MULTIPLY_ADD -> fused(data.get(0), data.get(1), data.get(2));
            });
    boolean numeric =
        nan.isEmpty() && (result.flags() & (Flag.INVALID | Flag.DIVISION_BY_ZERO)) == 0;
    return result.with(inputs.flushed() | (numeric ? inputs.denormal() : 0));
  }

  /** The product of two; that of zero and infinity is two, with the sign of the product. */
  public Result extendedProduct(BigInteger a, BigInteger b) {
    Inputs inputs = Inputs.of(List.of(format.read(a), format.read(b)), rules.inputs());
    Datum x = inputs.data().get(0);
    Datum y = inputs.data().get(1);
    if (!isInvalidProduct(x, y)) {
      return apply(Operation.MULTIPLY, List.of(a, b));
    }
    Datum two = Datum.of(x.negative() != y.negative(), BigInteger.TWO, 0);
    return packing.number(two).with(inputs.flushed());
  }

  /**
   * The product of two, that of zero and infinity being zero, plus a positive number, times
   * 2^{@code power}; rounded once.
   */
  public Result step(BigInteger a, BigInteger b, int number, int power) {
    Inputs inputs = Inputs.of(List.of(format.read(a), format.read(b)), rules.inputs());
    Datum plus = Datum.of(false, BigInteger.valueOf(number), 0);
    return nan(inputs.data(), List.of(a, b))
        .orElseGet(() -> step(inputs.data().get(0), inputs.data().get(1), plus, power))
        .with(inputs.flushed());
  }

  private Result step(Datum x, Datum y, Datum plus, int power) {
    if (isInvalidProduct(x, y)) {
      return scaled(plus, power);
    }
    return x.is(Kind.INFINITE) || y.is(Kind.INFINITE)
        ? product(x, y)
        : scaled(Exact.sum(Exact.product(x, y), plus), power);
  }

  private Result scaled(Datum sum, int power) {
    return packing.number(Datum.of(sum.negative(), sum.significand(), sum.exponent() + power));
  }

  /** A float of another format as one of this. */
  public Result convert(Format from, BigInteger bits) {
    Inputs inputs = Inputs.of(List.of(from.read(bits)), rules.inputs());
    Datum number = inputs.data().getFirst();
    return switch (number.kind()) {
      case QUIET, SIGNALLING ->
          Result.exact(rules.nans().converted(from, format, bits), signalling(inputs.data()))
              .with(inputs.flushed());
      case UNSUPPORTED -> invalid();
      case INFINITE -> Result.exact(format.infinity(number.negative()), 0);
      case ZERO, FINITE -> packing.number(number).with(inputs.flushed() | inputs.denormal());
    };
  }

  /** The number one. */
  public BigInteger one() {
    return ofInteger(BigInteger.ONE).bits();
  }

  /** An integer as a float; zero is positive. */
  public Result ofInteger(BigInteger number) {
    return ofScaled(number, 0);
  }

  /** An integer times 2^{@code exponent} as a float; zero is positive. */
  public Result ofScaled(BigInteger number, int exponent) {
    return packing.number(Datum.of(number.signum() < 0, number.abs(), exponent));
  }

  /**
   * A float rounded to an integer that is a float.
   *
   * @param told whether that is inexact where the operand is no integer
   */
  public Result toIntegral(BigInteger bits, boolean told) {
    Inputs inputs = Inputs.of(List.of(format.read(bits)), rules.inputs());
    Datum number = inputs.data().getFirst();
    if (number.isNan() || number.is(Kind.UNSUPPORTED)) {
      return nan(inputs.data(), List.of(bits)).orElseThrow();
    }
    if (number.is(Kind.INFINITE) || number.exponent() >= 0 && !number.is(Kind.ZERO)) {
      return Result.exact(bits, 0);
    }
    if (number.is(Kind.ZERO)) {
      return Result.exact(format.zero(number.negative()), inputs.flushed());
    }
    Exact.Rounded rounded = Exact.of(number).to(0, rules.rounding());
    int flags = (told && rounded.inexact() ? Flag.INEXACT : 0) | inputs.denormal();
    boolean zero = rounded.units().signum() == 0;
    BigInteger value =
        zero
            ? format.zero(number.negative())
            : format.finite(number.negative(), rounded.units(), 0);
    return new Result(value, flags, rounded.up());
  }

  /**
   * The integer nearest by the rules to a float times 2^{@code scale}; empty if it is none, too
   * large for any use, or below {@code least} or above {@code most}. What that results in, and that
   * it is invalid, is the architecture's.
   */
  public Optional<Result> toInteger(BigInteger bits, int scale, BigInteger least, BigInteger most) {
    Inputs inputs = Inputs.of(List.of(format.read(bits)), rules.inputs());
    Datum number = inputs.data().getFirst();
    if (number.is(Kind.ZERO)) {
      return Optional.of(Result.exact(BigInteger.ZERO, inputs.flushed()));
    }
    int leading = number.significand().bitLength() + number.exponent() + scale;
    if (!number.is(Kind.FINITE) || leading > most.bitLength() + 1) {
      return Optional.empty();
    }
    Exact exact =
        new Exact(number.negative(), number.significand(), number.exponent() + scale, false);
    Exact.Rounded rounded = exact.to(0, rules.rounding());
    BigInteger value = number.negative() ? rounded.units().negate() : rounded.units();
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      return Optional.empty();
    }
    int flags = rounded.inexact() ? Flag.INEXACT : 0;
    return Optional.of(new Result(value, flags, rounded.up()));
  }

  private Result invalid() {
    return Result.exact(rules.nans().fresh(format), Flag.INVALID);
  }

  private Optional<Result> nan(List<Datum> data, List<BigInteger> operands) {
    if (data.stream().anyMatch(d -> d.is(Kind.UNSUPPORTED))) {
      return Optional.of(invalid());
    }
    return data.stream().anyMatch(Datum::isNan)
        ? Optional.of(Result.exact(rules.nans().propagated(format, operands), signalling(data)))
        : Optional.empty();
  }

  private static int signalling(List<Datum> data) {
    return data.stream().anyMatch(d -> d.is(Kind.SIGNALLING)) ? Flag.INVALID : 0;
  }

  private Result sum(Datum a, Datum b) {
    if (a.is(Kind.INFINITE) || b.is(Kind.INFINITE)) {
      boolean opposite = a.kind() == b.kind() && a.negative() != b.negative();
      boolean negative = a.is(Kind.INFINITE) ? a.negative() : b.negative();
      return opposite ? invalid() : Result.exact(format.infinity(negative), 0);
    }
    Datum sum = Exact.sum(a, b);
    boolean bothNegative = a.negative() && b.negative();
    boolean opposite = a.negative() != b.negative();
    boolean negativeZero = bothNegative || opposite && rules.rounding() == Rounding.DOWN;
    return sum.is(Kind.ZERO) ? Result.exact(format.zero(negativeZero), 0) : packing.number(sum);
  }

  private static boolean isInvalidProduct(Datum a, Datum b) {
    return a.is(Kind.INFINITE) && b.is(Kind.ZERO) || a.is(Kind.ZERO) && b.is(Kind.INFINITE);
  }

  private Result product(Datum a, Datum b) {
    if (isInvalidProduct(a, b)) {
      return invalid();
    }
    return a.is(Kind.INFINITE) || b.is(Kind.INFINITE)
        ? Result.exact(format.infinity(a.negative() != b.negative()), 0)
        : packing.number(Exact.product(a, b));
  }

  private Result fused(Datum a, Datum b, Datum c) {
    if (isInvalidProduct(a, b)) {
      return invalid();
    }
    boolean negative = a.negative() != b.negative();
    boolean infinite = a.is(Kind.INFINITE) || b.is(Kind.INFINITE);
    return sum(infinite ? Datum.of(Kind.INFINITE, negative) : Exact.product(a, b), c);
  }

  private Result quotient(Datum a, Datum b) {
    boolean negative = a.negative() != b.negative();
    if (a.is(Kind.INFINITE) || b.is(Kind.ZERO)) {
      boolean byZero = a.is(Kind.FINITE) && b.is(Kind.ZERO);
      return a.kind() == b.kind()
          ? invalid()
          : Result.exact(format.infinity(negative), byZero ? Flag.DIVISION_BY_ZERO : 0);
    }
    return a.is(Kind.ZERO) || b.is(Kind.INFINITE)
        ? Result.exact(format.zero(negative), 0)
        : packing.rounded(Exact.quotient(a, b, packing.enough()));
  }

  private Result root(Datum a) {
    if (a.is(Kind.ZERO)) {
      return Result.exact(format.zero(a.negative()), 0);
    }
    if (a.negative()) {
      return invalid();
    }
    return a.is(Kind.INFINITE)
        ? Result.exact(format.infinity(false), 0)
        : packing.rounded(Exact.root(a, packing.enough()));
  }
}

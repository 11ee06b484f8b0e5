package dev.fabula.isa;

import dev.fabula.ieee.Arithmetic;
import dev.fabula.ieee.Flag;
import dev.fabula.ieee.Format;
import dev.fabula.ieee.Operation;
import dev.fabula.ieee.Result;
import dev.fabula.ieee.Rules;
import java.math.BigInteger;
import java.util.List;

/**
 * The estimates of eight bits that Arm defines exactly (Arm ARM, shared/functions/float,
 * FPRecipEstimate and FPRSqrtEstimate).
 *
 * @param rules rounding, flushing and NaNs
 */
record ArmEstimate(Format format, Rules rules) {
  private static final int FRACTION = 52;

  private int bias() {
    return (1 << format.exponentBits() - 1) - 1;
  }

  private long fraction(BigInteger bits) {
    long fraction = bits.longValue() & (1L << format.fractionBits()) - 1;
    return fraction << FRACTION - format.fractionBits();
  }

  private int exponent(BigInteger bits) {
    return bits.shiftRight(format.fractionBits()).intValue() & (1 << format.exponentBits()) - 1;
  }

  private Result packed(boolean negative, int exponent, long fraction, int flags) {
    BigInteger magnitude =
        BigInteger.valueOf((long) exponent)
            .shiftLeft(format.fractionBits())
            .or(BigInteger.valueOf(fraction >>> FRACTION - format.fractionBits()));
    return new Result(format.zero(negative).or(magnitude), flags, false);
  }

  Result reciprocal(BigInteger bits) {
    var one = BigInteger.valueOf(bias()).shiftLeft(format.fractionBits());
    var number = format.read(bits);
    boolean flushed = number.denormal() && rules.flushesInputs();
    boolean tiny = !flushed && number.denormal() && fraction(bits) >>> FRACTION - 2 == 0;
    if (exponent(bits) == 2 * bias() + 1 || flushed || number.isZero()) {
      // NaNs, infinities and zeros are divided as they are
      return new Arithmetic(format, rules).apply(Operation.DIVIDE, List.of(one, bits));
    }
    if (tiny) {
      boolean infinite = rules.overflows(number.negative());
      return new Result(
          infinite ? format.infinity(number.negative()) : format.largest(number.negative()),
          Flag.OVERFLOW | Flag.INEXACT,
          false);
    }
    if (rules.flushesResults() && exponent(bits) >= 2 * bias() - 1) {
      return new Result(format.zero(number.negative()), Flag.UNDERFLOW, false);
    }
    return reciprocal(number.negative(), exponent(bits), fraction(bits));
  }

  private Result reciprocal(boolean negative, int biased, long stored) {
    int exponent = biased;
    long fraction = stored;
    if (exponent == 0) {
      boolean small = fraction >>> FRACTION - 1 == 0;
      exponent = small ? -1 : 0;
      fraction = fraction << (small ? 2 : 1) & (1L << FRACTION) - 1;
    }
    int scaled = (int) (1 << 8 | fraction >>> FRACTION - 8);
    long estimate = reciprocalOf(scaled) & 0xff;
    int result = 2 * bias() - 1 - exponent;
    long bits = estimate << FRACTION - 8;
    return switch (result) {
      case 0 -> packed(negative, 0, 1L << FRACTION - 1 | bits >>> 1, 0);
      case -1 -> packed(negative, 0, 1L << FRACTION - 2 | bits >>> 2, 0);
      default -> packed(negative, result, bits, 0);
    };
  }

  /** Of a number from 256 to 511, in units of 1/512, in those of 1/256. */
  private static int reciprocalOf(int number) {
    return ((1 << 19) / (2 * number + 1) + 1) / 2;
  }

  /** The sign with the complement of the exponent. */
  Result reciprocalExponent(BigInteger bits) {
    var number = format.read(bits);
    if (number.isNan()) {
      return new Arithmetic(format, rules).apply(Operation.ROOT, List.of(bits));
    }
    int told =
        number.denormal() && rules.flushesInputs() && format.width() != 16 ? Flag.DENORMAL : 0;
    int special = 2 * bias() + 1;
    int exponent = exponent(bits) == 0 ? special - 1 : special ^ exponent(bits);
    return packed(number.negative(), exponent, 0, told);
  }

  Result reciprocalRoot(BigInteger bits) {
    var number = format.read(bits);
    boolean flushed = number.denormal() && rules.flushesInputs();
    if (number.isZero() || flushed) {
      int told = flushed && format.width() != 16 ? Flag.DENORMAL : 0;
      return new Result(format.infinity(number.negative()), Flag.DIVISION_BY_ZERO | told, false);
    }
    if (number.negative() || number.isNan()) {
      return new Arithmetic(format, rules).apply(Operation.ROOT, List.of(bits));
    }
    if (exponent(bits) == 2 * bias() + 1) {
      return new Result(format.zero(false), 0, false);
    }
    return root(exponent(bits), fraction(bits));
  }

  private Result root(int biased, long stored) {
    int exponent = biased;
    long fraction = stored;
    if (exponent == 0) {
      int shift = Long.numberOfLeadingZeros(fraction) - (64 - FRACTION);
      exponent = -shift;
      fraction = fraction << shift + 1 & (1L << FRACTION) - 1;
    }
    boolean odd = (exponent & 1) != 0;
    int scaled =
        (int) (odd ? 1 << 7 | fraction >>> FRACTION - 7 : 1 << 8 | fraction >>> FRACTION - 8);
    long estimate = reciprocalRootOf(scaled) & 0xff;
    return packed(false, Math.floorDiv(3 * bias() - 1 - exponent, 2), estimate << FRACTION - 8, 0);
  }

  /** Of a number from 128 to 511, in units of 1/512, in those of 1/256. */
  private static int reciprocalRootOf(int number) {
    long wide = number < 256 ? 2L * number + 1 : (number >> 1 << 1) + 1;
    long doubled = number < 256 ? wide : 2 * wide;
    int estimate = 512;
    while (doubled * (estimate + 1) * (estimate + 1) < 1L << 28) {
      estimate++;
    }
    return (estimate + 1) / 2;
  }
}

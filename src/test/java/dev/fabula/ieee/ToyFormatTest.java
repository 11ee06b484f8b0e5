package dev.fabula.ieee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All operands of a format of seven bits, against a slow definition of rounding. */
class ToyFormatTest {
  private static final Format TOY = new Format(3, 3, false);
  private static final int WIDTH = TOY.width();

  /** Magnitudes are multiples of 2^−UNIT. */
  private static final int UNIT = 14;

  private static final int SMALLEST = -2;
  private static final int LARGEST = 3;

  /** A value before rounding: its sign, and how its magnitude compares with a number of units. */
  private record Real(boolean negative, boolean zero, LongToIntFunction compared) {}

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void everyPairOfOperands(Rounding rounding) {
    for (boolean before : new boolean[] {false, true}) {
      Rules rules = new Rules(rounding, before, Rules.Denormals.KEPT, false, 0, CanonicalNans.NAN);
      for (long a = 0; a < 1 << WIDTH; a++) {
        for (long b = 0; b < 1 << WIDTH; b++) {
          for (Operation operation : Operation.values()) {
            if (operation != Operation.MULTIPLY_ADD && (operation != Operation.ROOT || b == 0)) {
              check(operation, a, b, rules);
            }
          }
        }
      }
    }
  }

  private static void check(Operation operation, long a, long b, Rules rules) {
    if (!isFinite(a) || !isFinite(b) || !isDefined(operation, a, b)) {
      return;
    }
    List<BigInteger> operands =
        operation == Operation.ROOT
            ? List.of(BigInteger.valueOf(a))
            : List.of(BigInteger.valueOf(a), BigInteger.valueOf(b));
    Result result = new Arithmetic(TOY, rules).apply(operation, operands);
    Real real = real(operation, a, b);
    if (!real.zero()) {
      assertThat(List.of(result.bits().longValue(), (long) result.flags()))
          .as("%s of %s and %s, %s", operation, a, b, rules)
          .isEqualTo(rounded(real, rules));
    }
  }

  private static boolean isFinite(long bits) {
    return (bits >> 3 & 7) != 7;
  }

  private static boolean isDefined(Operation operation, long a, long b) {
    return switch (operation) {
      case DIVIDE -> (b & 0x3f) != 0;
      case ROOT -> a >> (WIDTH - 1) == 0;
      default -> true;
    };
  }

  private static long magnitude(long bits) {
    long biased = bits >> 3 & 7;
    long significand = biased == 0 ? bits & 7 : bits & 7 | 8;
    return significand << UNIT + SMALLEST - 3 + Math.max(biased, 1) - 1;
  }

  private static long value(long bits) {
    return bits >> WIDTH - 1 == 0 ? magnitude(bits) : -magnitude(bits);
  }

  private static Real real(Operation operation, long a, long b) {
    boolean opposite = (a ^ b) >> WIDTH - 1 != 0;
    long x = magnitude(a);
    long y = magnitude(b);
    return switch (operation) {
      case ADD -> sum(value(a) + value(b));
      case SUBTRACT -> sum(value(a) - value(b));
      case MULTIPLY -> new Real(opposite, x * y == 0, g -> Long.compare(x * y, g << UNIT));
      case DIVIDE -> new Real(opposite, x == 0, g -> Long.compare(x << UNIT, g * y));
      case ROOT -> new Real(false, x == 0, g -> Long.compare(x << UNIT, g * g));
      case MULTIPLY_ADD -> throw new IllegalArgumentException("not of two operands");
    };
  }

  private static Real sum(long sum) {
    return new Real(sum < 0, sum == 0, g -> Long.compare(Math.abs(sum), g));
  }

  /** Bits and flags, by looking at every float. */
  private static List<Long> rounded(Real real, Rules rules) {
    List<Long> grid = grid(SMALLEST);
    long chosen = chosen(real, grid, rules.rounding());
    long smallest = 1L << UNIT + SMALLEST;
    List<Long> unbounded = grid(SMALLEST - 4);
    boolean tiny =
        rules.tinyBeforeRounding()
            ? real.compared().applyAsInt(smallest) < 0
            : chosen(real, unbounded, rules.rounding()) < smallest;
    boolean inexact = real.compared().applyAsInt(chosen) != 0;
    long sign = real.negative() ? 1L << WIDTH - 1 : 0;
    if (chosen >= 1L << UNIT + LARGEST + 1) {
      boolean infinite = rules.rounding().overflows(real.negative());
      return List.of(sign | (infinite ? 0x38 : 0x37), (long) Flag.OVERFLOW | Flag.INEXACT);
    }
    long flags = inexact ? Flag.INEXACT | (tiny ? Flag.UNDERFLOW : 0) : 0;
    return List.of(sign | encoded(chosen), flags);
  }

  private static long encoded(long magnitude) {
    for (long bits = 0; bits < 0x38; bits++) {
      if (magnitude(bits) == magnitude) {
        return bits;
      }
    }
    throw new AssertionError("no float is " + magnitude);
  }

  private static List<Long> grid(int smallest) {
    TreeSet<Long> grid = new TreeSet<>();
    for (int exponent = smallest; exponent <= LARGEST + 6; exponent++) {
      for (long significand = exponent == smallest ? 0 : 8; significand < 16; significand++) {
        grid.add(significand << UNIT + exponent - 3);
      }
    }
    return List.copyOf(grid);
  }

  private static long chosen(Real real, List<Long> all, Rounding rounding) {
    int index = 0;
    while (real.compared().applyAsInt(all.get(index + 1)) >= 0) {
      index++;
    }
    long low = all.get(index);
    long high = all.get(index + 1);
    if (real.compared().applyAsInt(low) == 0) {
      return low;
    }
    boolean isOdd = (low / (high - low) & 1) == 1;
    int middle = real.compared().applyAsInt((low + high) / 2);
    boolean up =
        switch (rounding) {
          case NEAREST_EVEN -> middle > 0 || middle == 0 && isOdd;
          case NEAREST_AWAY -> middle >= 0;
          case DOWN -> real.negative();
          case UP -> !real.negative();
          case ZERO -> false;
          case ODD -> !isOdd;
        };
    return up ? high : low;
  }
}

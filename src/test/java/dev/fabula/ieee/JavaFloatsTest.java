package dev.fabula.ieee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rounding to nearest, against Java's own floats. */
class JavaFloatsTest {
  private static final int ROUNDS = 20_000;
  private static final Rules RULES =
      new Rules(Rounding.NEAREST_EVEN, false, Rules.Denormals.KEPT, false, 0, CanonicalNans.NAN);
  private static final long[] EXPONENTS = {
    0, 1, 2, 53, 970, 1000, 1022, 1023, 1024, 2045, 2046, 2047
  };

  private final Random random = new Random(754);

  private double number() {
    long noise = random.nextLong();
    long fraction =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> noise >>> 12 & -1L << random.nextInt(52);
          case 2 -> 1L << random.nextInt(52);
          default -> noise >>> 12;
        };
    long exponent =
        random.nextInt(3) == 0
            ? EXPONENTS[random.nextInt(EXPONENTS.length)]
            : 1023 + random.nextInt(random.nextBoolean() ? 120 : 8) - 4;
    return Double.longBitsToDouble(noise & Long.MIN_VALUE | exponent << 52 | fraction);
  }

  /** Half of them near the ends of the range of single precision. */
  private float single() {
    long noise = random.nextLong();
    return random.nextBoolean() ? (float) number() : Float.intBitsToFloat((int) noise);
  }

  private static BigInteger bits(double value) {
    return new BigInteger(Long.toUnsignedString(Double.doubleToLongBits(value)));
  }

  private static BigInteger bits(float value) {
    return BigInteger.valueOf(Integer.toUnsignedLong(Float.floatToIntBits(value)));
  }

  @Test
  void doubles() {
    Arithmetic doubles = new Arithmetic(Format.BINARY64, RULES);
    for (int i = 0; i < ROUNDS; i++) {
      double a = number();
      double b = number();
      double c = random.nextInt(3) == 0 ? -a * b : number();
      for (Operation operation : Operation.values()) {
        double expected = expected(operation, a, b, c);
        List<BigInteger> operands =
            List.of(bits(a), bits(b), bits(c)).subList(0, operation.operands());
        assertThat(doubles.apply(operation, operands).bits())
            .as("%s of %s, %s, %s", operation, a, b, c)
            .isEqualTo(bits(expected));
      }
    }
  }

  private static double expected(Operation operation, double a, double b, double c) {
    return switch (operation) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case ROOT -> Math.sqrt(a);
      case MULTIPLY_ADD -> Math.fma(a, b, c);
    };
  }

  @Test
  void singles() {
    Arithmetic singles = new Arithmetic(Format.BINARY32, RULES);
    for (int i = 0; i < ROUNDS; i++) {
      float a = single();
      float b = single();
      float c = random.nextInt(3) == 0 ? -a * b : single();
      for (Operation operation : Operation.values()) {
        float expected = expected(operation, a, b, c);
        List<BigInteger> operands =
            List.of(bits(a), bits(b), bits(c)).subList(0, operation.operands());
        assertThat(singles.apply(operation, operands).bits())
            .as("%s of %s, %s, %s", operation, a, b, c)
            .isEqualTo(bits(expected));
      }
    }
  }

  private static float expected(Operation operation, float a, float b, float c) {
    return switch (operation) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case ROOT -> (float) Math.sqrt(a);
      case MULTIPLY_ADD -> Math.fma(a, b, c);
    };
  }

  @Test
  void conversions() {
    Arithmetic singles = new Arithmetic(Format.BINARY32, RULES);
    Arithmetic doubles = new Arithmetic(Format.BINARY64, RULES);
    Arithmetic halves = new Arithmetic(Format.BINARY16, RULES);
    for (int i = 0; i < ROUNDS; i++) {
      double wide = number();
      float narrow = single();
      long integer = random.nextLong() >> random.nextInt(64);
      assertThat(singles.convert(Format.BINARY64, bits(wide)).bits()).isEqualTo(bits((float) wide));
      assertThat(doubles.convert(Format.BINARY32, bits(narrow)).bits())
          .isEqualTo(bits((double) narrow));
      assertThat(singles.ofInteger(BigInteger.valueOf(integer)).bits())
          .isEqualTo(bits((float) integer));
      assertThat(doubles.ofInteger(BigInteger.valueOf(integer)).bits())
          .isEqualTo(bits((double) integer));
      assertThat(doubles.toIntegral(bits(wide), true).bits()).isEqualTo(bits(Math.rint(wide)));
      if (!Float.isNaN(narrow)) {
        assertThat(halves.convert(Format.BINARY32, bits(narrow)).bits())
            .isEqualTo(Float.floatToFloat16(narrow) & 0xffff);
      }
    }
  }

  @Test
  void integers() {
    Arithmetic truncating = new Arithmetic(Format.BINARY64, RULES.with(Rounding.ZERO));
    BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
    BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
    for (int i = 0; i < ROUNDS; i++) {
      double number = number();
      Optional<Result> result = truncating.toInteger(bits(number), 0, least, most);
      boolean fits = number >= -0x1p63 && number < 0x1p63;
      assertThat(result.map(r -> r.bits().longValue()))
          .isEqualTo(fits ? Optional.of((long) number) : Optional.empty());
    }
  }

  @Test
  void extendedPrecisionHoldsDoubles() {
    Arithmetic extended = new Arithmetic(Format.EXTENDED, RULES);
    Arithmetic doubles = new Arithmetic(Format.BINARY64, RULES);
    for (int i = 0; i < ROUNDS; i++) {
      double number = number();
      BigInteger wide = extended.convert(Format.BINARY64, bits(number)).bits();
      assertThat(doubles.convert(Format.EXTENDED, wide).bits()).isEqualTo(bits(number));
      BigInteger sum = extended.apply(Operation.ADD, List.of(wide, wide)).bits();
      assertThat(doubles.convert(Format.EXTENDED, sum).bits()).isEqualTo(bits(number + number));
    }
  }
}

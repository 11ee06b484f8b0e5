package dev.fabula.ieee;

import java.math.BigInteger;
import java.util.List;

/**
 * A binary format: sign, exponent, significand from the highest bit down (IEEE 754-2019, 3.4).
 *
 * @param exponentBits the bits of the biased exponent
 * @param fractionBits the bits of the significand behind its leading one
 * @param explicit whether the leading one is stored, as in x87's format
 */
public record Format(int exponentBits, int fractionBits, boolean explicit) {
  /** Half precision. */
  public static final Format BINARY16 = new Format(5, 10, false);

  /** Single precision. */
  public static final Format BINARY32 = new Format(8, 23, false);

  /** Double precision. */
  public static final Format BINARY64 = new Format(11, 52, false);

  /** Single precision cut off to 16 bits. */
  public static final Format BFLOAT16 = new Format(8, 7, false);

  /** The double extended precision of x87 (Intel SDM volume 1, 4.2.2). */
  public static final Format EXTENDED = new Format(15, 63, true);

  /** The format of the standard's name with so many bits: 16, 32, 64, or x87's 80. */
  public static Format of(int width) {
    return switch (width) {
      case 16 -> BINARY16;
      case 32 -> BINARY32;
      case 64 -> BINARY64;
      case 80 -> EXTENDED;
      default -> throw new IllegalArgumentException("floats of " + width + " bits");
    };
  }

  /** The number of bits of a float. */
  public int width() {
    return 1 + exponentBits + significandBits();
  }

  /** The number of bits of a significand with its leading one. */
  public int precision() {
    return fractionBits + 1;
  }

  /** Whether every integer of so many bits is a float. */
  public boolean holdsIntegers(int bits) {
    return bits <= precision() && bits < largestExponent();
  }

  /** The number of bits that are stored of a significand. */
  private int significandBits() {
    return explicit ? precision() : fractionBits;
  }

  /** The exponent of the largest floats. */
  int largestExponent() {
    return (1 << (exponentBits - 1)) - 1;
  }

  /** The exponent of the smallest normal floats. */
  int smallestExponent() {
    return 1 - largestExponent();
  }

  /** The biased exponent of infinities and NaNs. */
  private int special() {
    return (1 << exponentBits) - 1;
  }

  private static BigInteger ones(int count) {
    return BigInteger.ONE.shiftLeft(count).subtract(BigInteger.ONE);
  }

  private BigInteger sign(boolean negative) {
    return negative ? BigInteger.ONE.shiftLeft(width() - 1) : BigInteger.ZERO;
  }

  private BigInteger packed(boolean negative, int biased, BigInteger significand) {
    return sign(negative)
        .or(BigInteger.valueOf(biased).shiftLeft(significandBits()))
        .or(significand.and(ones(significandBits())));
  }

  /** Zero of a sign. */
  public BigInteger zero(boolean negative) {
    return sign(negative);
  }

  /** Infinity of a sign. */
  public BigInteger infinity(boolean negative) {
    return packed(negative, special(), leading());
  }

  /** The largest finite float of a sign. */
  public BigInteger largest(boolean negative) {
    return packed(negative, special() - 1, ones(precision()));
  }

  /** The quiet NaN of a sign without any payload. */
  public BigInteger nan(boolean negative) {
    return packed(negative, special(), leading().setBit(fractionBits - 1));
  }

  private BigInteger leading() {
    return BigInteger.ONE.shiftLeft(fractionBits);
  }

  /** Floats that make exceptions: a signalling NaN, the largest, the smallest, and one odd one. */
  public List<BigInteger> edges() {
    BigInteger least = BigInteger.ONE;
    return List.of(
        packed(false, special(), leading().or(least)),
        largest(false),
        least,
        packed(false, special() / 2, leading().or(least)));
  }

  /** Floats that are rounded to different integers in all ways: 2.5, -0.75, -1.5, and a NaN. */
  public List<BigInteger> betweenIntegers() {
    int bias = largestExponent();
    BigInteger quarter = BigInteger.ONE.shiftLeft(fractionBits - 2);
    BigInteger half = quarter.shiftLeft(1);
    return List.of(
        packed(false, bias + 1, leading().or(quarter)),
        packed(true, bias - 1, leading().or(half)),
        packed(true, bias, leading().or(half)),
        nan(false));
  }

  /** A NaN made quiet. */
  public BigInteger quiet(BigInteger nan) {
    return nan.setBit(fractionBits - 1);
  }

  /** A float with the other sign. */
  public BigInteger negated(BigInteger bits) {
    return bits.flipBit(width() - 1);
  }

  /** A NaN of this format as a quiet one of another, with the highest bits of its payload. */
  public BigInteger convertedNan(Format to, BigInteger nan) {
    int longer = to.fractionBits - fractionBits;
    BigInteger fraction = nan.and(ones(fractionBits));
    return to.packed(
        nan.testBit(width() - 1),
        to.special(),
        to.leading()
            .or(longer >= 0 ? fraction.shiftLeft(longer) : fraction.shiftRight(-longer))
            .setBit(to.fractionBits - 1));
  }

  /** The float of this magnitude, which the format must hold exactly. */
  BigInteger finite(boolean negative, BigInteger significand, int exponent) {
    int shift = exponent - (smallestExponent() - fractionBits);
    int normal = significand.bitLength() + exponent - 1 - smallestExponent();
    return normal >= 0
        ? packed(negative, normal + 1, significand.shiftLeft(precision() - significand.bitLength()))
        : packed(negative, 0, significand.shiftLeft(shift));
  }

  /** What a float stands for. */
  public Datum read(BigInteger bits) {
    boolean negative = bits.testBit(width() - 1);
    int biased = bits.shiftRight(significandBits()).intValue() & special();
    BigInteger stored = bits.and(ones(significandBits()));
    boolean leads = explicit ? stored.testBit(fractionBits) : biased != 0;
    if (explicit && biased != 0 && !leads) {
      return Datum.of(Datum.Kind.UNSUPPORTED, negative);
    }
    if (biased == special()) {
      return special(bits, negative);
    }
    BigInteger significand = leads ? stored.setBit(fractionBits) : stored;
    int exponent = Math.max(biased, 1) - 1 + smallestExponent() - fractionBits;
    return new Datum(
        significand.signum() == 0 ? Datum.Kind.ZERO : Datum.Kind.FINITE,
        negative,
        significand,
        exponent,
        biased == 0 && significand.signum() != 0);
  }

  private Datum special(BigInteger bits, boolean negative) {
    if (bits.and(ones(fractionBits)).signum() == 0) {
      return Datum.of(Datum.Kind.INFINITE, negative);
    }
    boolean quiet = bits.testBit(fractionBits - 1);
    return Datum.of(quiet ? Datum.Kind.QUIET : Datum.Kind.SIGNALLING, negative);
  }
}

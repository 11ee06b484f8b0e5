package dev.fabula.isa.x86;

import dev.fabula.term.KnownFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Scattering and gathering of bits by a mask, and a checksum: functions with a known value, because
 * as formulas they are too large.
 *
 * @param bits of the second argument
 */
record BitFunction(Kind kind, int bits) implements KnownFunction {

  /** The CRC-32C polynomial 0x11EDC6F41, bits reversed. */
  private static final long POLYNOMIAL = 0x82f63b78L;

  /** What is computed. */
  enum Kind {
    /** PDEP: low bits of the source go where the mask has ones. */
    DEPOSIT,
    /** PEXT: bits of the source under ones of the mask go to the low end. */
    EXTRACT,
    /** CRC32: the checksum of 32 bits after taking in more, lowest first. */
    CHECKSUM
  }

  @Override
  public String name() {
    return "x86.bits." + kind.name().toLowerCase(Locale.ROOT) + "." + bits;
  }

  @Override
  public int width() {
    return kind == Kind.CHECKSUM ? 32 : bits;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    BigInteger first = arguments.get(0);
    BigInteger second = arguments.get(1);
    return kind == Kind.CHECKSUM ? checksum(first, second) : moved(first, second);
  }

  private BigInteger checksum(BigInteger before, BigInteger data) {
    long sum = before.longValue();
    for (int at = 0; at < bits; at++) {
      boolean out = (sum & 1) != 0 ^ data.testBit(at);
      sum = out ? sum >>> 1 ^ POLYNOMIAL : sum >>> 1;
    }
    return BigInteger.valueOf(sum);
  }

  private BigInteger moved(BigInteger source, BigInteger mask) {
    BigInteger result = BigInteger.ZERO;
    int low = 0;
    for (int at = 0; at < bits; at++) {
      if (mask.testBit(at)) {
        int from = kind == Kind.DEPOSIT ? low : at;
        int to = kind == Kind.DEPOSIT ? at : low;
        result = source.testBit(from) ? result.setBit(to) : result;
        low++;
      }
    }
    return result;
  }
}

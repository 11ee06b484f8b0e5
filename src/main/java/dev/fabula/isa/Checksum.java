package dev.fabula.isa;

import dev.fabula.term.KnownFunction;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;

/**
 * One step of a cyclic redundancy check of 32 bits, lowest bits first: the remainder after taking
 * in some bits of data (Intel SDM volume 2, CRC32; Arm ARM, C3.5.13). As a formula it is too large.
 *
 * @param polynomial the divisor with its bits reversed
 * @param bits how many bits are taken in, 64 at most
 */
public record Checksum(long polynomial, int bits) implements KnownFunction {

  /** The polynomial 0x04C11DB7 of CRC-32, reversed. */
  public static final long CRC_32 = 0xedb88320L;

  /** The polynomial 0x1EDC6F41 of CRC-32C, reversed. */
  public static final long CRC_32C = 0x82f63b78L;

  /** The checksum after more data. */
  public static Term of(long polynomial, Term checksum, Term data) {
    Checksum step = new Checksum(polynomial, data.width());
    return data.bank().apply(step, List.of(checksum, data));
  }

  @Override
  public String name() {
    return "crc." + Long.toHexString(polynomial) + "." + bits;
  }

  @Override
  public int width() {
    return 32;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    long checksum = arguments.getFirst().longValue();
    long data = arguments.get(1).longValue();
    for (int n = 0; n < bits; n++) {
      boolean odd = ((checksum ^ data >>> n) & 1) != 0;
      checksum = checksum >>> 1 ^ (odd ? polynomial : 0);
    }
    return BigInteger.valueOf(checksum);
  }
}

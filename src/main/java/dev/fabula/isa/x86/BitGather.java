package dev.fabula.isa.x86;

import dev.fabula.term.Term;

/** Scattering and gathering of bits by a mask, and CRC-32C. */
final class BitGather {

  /** The CRC-32C polynomial 0x11EDC6F41, bits reversed. */
  private static final long POLYNOMIAL = 0x82f63b78L;

  private BitGather() {}

  /** PDEP: low bits of the source go where the mask has ones. */
  static Term deposit(Step s, Term source, Term mask) {
    if (!mask.isConstant()) {
      return s.apply("pdep", source.width(), source, mask);
    }
    Term result = s.terms.zero(source.width());
    int next = 0;
    for (int at = 0; at < source.width(); at++) {
      if (mask.bit(at).isTrue()) {
        result = result.or(placed(s, source.bit(next++), at, source.width()));
      }
    }
    return result;
  }

  /** PEXT: bits of the source under ones of the mask go to the low end. */
  static Term extract(Step s, Term source, Term mask) {
    if (!mask.isConstant()) {
      return s.apply("pext", source.width(), source, mask);
    }
    Term result = s.terms.zero(source.width());
    int next = 0;
    for (int at = 0; at < source.width(); at++) {
      if (mask.bit(at).isTrue()) {
        result = result.or(placed(s, source.bit(at), next++, source.width()));
      }
    }
    return result;
  }

  private static Term placed(Step s, Term bit, int at, int width) {
    return bit.zext(width).shl(s.constant(at, width));
  }

  /** The 32-bit checksum after taking in more bits, lowest first. */
  static Term crc32(Step s, Term checksum, Term data) {
    if (!checksum.isConstant() || !data.isConstant()) {
      return s.apply("crc32", 32, checksum, data);
    }
    Term one = s.constant(1, 32);
    Term polynomial = s.constant(POLYNOMIAL, 32);
    Term crc = checksum;
    for (int at = 0; at < data.width(); at++) {
      Term out = crc.bit(0).xor(data.bit(at));
      Term shifted = crc.lshr(one);
      crc = out.ite(shifted.xor(polynomial), shifted);
    }
    return crc;
  }
}

package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Cyclic redundancy checks, FEAT_CRC32 (Arm ARM, C3.5.13). */
enum Crc implements Family {
  CRC32B(8, 0xedb88320L),
  CRC32H(16, 0xedb88320L),
  CRC32W(32, 0xedb88320L),
  CRC32X(64, 0xedb88320L),
  CRC32CB(8, 0x82f63b78L),
  CRC32CH(16, 0x82f63b78L),
  CRC32CW(32, 0x82f63b78L),
  CRC32CX(64, 0x82f63b78L);

  private final int bits;
  private final long polynomial;

  Crc(int bits, long polynomial) {
    this.bits = bits;
    this.polynomial = polynomial;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Term data = s.in(2, bits);
    Term crc = s.in(1, 32);
    Term divisor = s.constant(polynomial, 32);
    Term none = s.constant(0, 32);
    Term one = s.constant(1, 32);
    for (int i = 0; i < bits; i++) {
      Term odd = crc.bit(0).xor(data.bit(i));
      crc = crc.lshr(one).xor(odd.ite(divisor, none));
    }
    s.out(0, crc);
  }
}

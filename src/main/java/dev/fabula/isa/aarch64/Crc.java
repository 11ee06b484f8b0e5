package dev.fabula.isa.aarch64;

import dev.fabula.isa.Checksum;
import dev.fabula.isa.UnknownInstruction;

/** Cyclic redundancy checks, FEAT_CRC32 (Arm ARM, C3.5.13). */
enum Crc implements Family {
  CRC32B(8, Checksum.CRC_32),
  CRC32H(16, Checksum.CRC_32),
  CRC32W(32, Checksum.CRC_32),
  CRC32X(64, Checksum.CRC_32),
  CRC32CB(8, Checksum.CRC_32C),
  CRC32CH(16, Checksum.CRC_32C),
  CRC32CW(32, Checksum.CRC_32C),
  CRC32CX(64, Checksum.CRC_32C);

  private final int bits;
  private final long polynomial;

  Crc(int bits, long polynomial) {
    this.bits = bits;
    this.polynomial = polynomial;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    s.out(0, Checksum.of(polynomial, s.in(1, 32), s.in(2, bits)));
  }
}

package dev.fabula.isa.x86;

/** The processor mode that code runs in: it fixes the width of addresses and of the stack. */
public enum Mode {
  /** 64-bit mode of x86-64. */
  BITS_64(64),
  /** 32-bit protected mode with flat segments. */
  BITS_32(32);

  private final int width;

  Mode(int width) {
    this.width = width;
  }

  /** Width of an address, a stack slot and a general register, in bits. */
  public int width() {
    return width;
  }

  /** Size of an address or stack slot in bytes. */
  public int bytes() {
    return width / 8;
  }
}

package dev.fabula.asm;

/** LLVM feature strings that switch on every extension that can be on at the same time. */
final class Features {
  static final String ARM_A = "+armv8-a,+v8.6a,+neon,+fp-armv8,+crypto,+crc,+dotprod,+fullfp16";
  static final String ARM_M = "+armv8.1-m.main,+mve.fp,+dsp,+fp-armv8,+lob,+8msecext";
  static final String RISCV = "+m,+a,+f,+d,+c,+v";
  static final String LOONGARCH32 = "+32bit,+f,+d";
  static final String LOONGARCH64 = "+64bit,+f,+d,+lsx,+lasx,+lvz,+lbt,+ual";
  static final String POWERPC = "+altivec,+vsx";

  private Features() {}
}

package dev.fabula.asm;

/**
 * LLVM feature strings that switch on every standard extension that can be on at the same time.
 *
 * <p>Vendors' extensions stay off where they share encodings with those of other vendors (RISC-V):
 * decoding them as the wrong vendor's would be worse than not knowing them.
 */
final class Features {
  static final String ARM_A =
      "+v8.6a,+neon,+fp-armv8,+crypto,+aes,+sha2,+crc,+dotprod,+fullfp16,+fp16fml,+bf16,+i8mm,+ras,"
          + "+sb,+clrbhb,+trustzone,+virtualization,+hwdiv,+hwdiv-arm,+mp,+perfmon,+dsp,+dfb";
  static final String ARM_M =
      "+armv8.1-m.main,+mve.fp,+dsp,+fp-armv8d16,+fp64,+lob,+8msecext,+pacbti,+hwdiv,+ras,+perfmon";
  static final String RISCV =
      "+m,+a,+f,+d,+c,+b,+v,+h,+zicsr,+zifencei,+zicntr,+zihpm,+zicbom,+zicbop,+zicboz,+zicond,"
          + "+zihintntl,+zihintpause,+zimop,+zawrs,+zacas,+zabha,+zfa,+zfh,+zfbfmin,+zba,+zbb,+zbc,"
          + "+zbs,+zbkb,+zbkc,+zbkx,+zca,+zcb,+zcmop,+zkn,+zknd,+zkne,+zknh,+zkr,+zks,+zksed,+zksh,"
          + "+zvbb,+zvbc,+zvfh,+zvfbfmin,+zvfbfwma,+zvkg,+zvkn,+zvknc,+zvks,+zvksc,+svinval,"
          + "+smrnmi,+experimental-zicfilp,+experimental-zicfiss,+experimental-zalasr";
  static final String LOONGARCH32 = "+32bit,+f,+d,+frecipe,+lam-bh,+lamcas";
  static final String LOONGARCH64 =
      "+64bit,+f,+d,+lsx,+lasx,+lvz,+lbt,+ual,+frecipe,+lam-bh,+lamcas,+scq";
  static final String POWERPC = "+altivec,+vsx,+crypto,+htm,+mma,+quadword-atomics,+privileged";

  private Features() {}
}

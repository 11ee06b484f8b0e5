package dev.fabula.asm;

import java.util.Arrays;
import java.util.Optional;

/** A processor architecture, named as rustc's {@code target_arch} names it. */
public enum Architecture {
  /** x86-64. */
  X86_64("x86_64", 64),
  /** 32-bit x86. */
  X86("x86", 32),
  /** A64. */
  AARCH64("aarch64", 64),
  /** A32 and T32. */
  ARM("arm", 32),
  /** RV64. */
  RISCV64("riscv64", 64),
  /** RV32. */
  RISCV32("riscv32", 32),
  /** LoongArch64. */
  LOONGARCH64("loongarch64", 64),
  /** z/Architecture. */
  S390X("s390x", 64),
  /** PowerPC64. */
  POWERPC64("powerpc64", 64);

  private final String rustName;
  private final int pointerWidth;

  Architecture(String rustName, int pointerWidth) {
    this.rustName = rustName;
    this.pointerWidth = pointerWidth;
  }

  /** The name in {@code target_arch}. */
  public String rustName() {
    return rustName;
  }

  /** Width of a pointer in bits. */
  public int pointerWidth() {
    return pointerWidth;
  }

  /** The architecture with a name of {@code target_arch}, if it is one of ours. */
  public static Optional<Architecture> named(String rustName) {
    return Arrays.stream(values()).filter(a -> a.rustName.equals(rustName)).findFirst();
  }
}

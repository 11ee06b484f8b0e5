package dev.fabula.asm;

import java.util.Optional;

/**
 * A processor architecture for which stable rustc has {@code asm!}, with what LLVM needs to
 * assemble for it.
 *
 * <p>Texts are always assembled as ELF, whatever the user's object format is: the instructions are
 * the same and one reader is enough.
 */
public enum Architecture {
  X86_64("x86_64", "x86_64-unknown-linux-gnu", "x86-64", "", 64, "X86", "#"),
  X86("x86", "i686-unknown-linux-gnu", "i686", "", 32, "X86", "#"),
  AARCH64("aarch64", "aarch64-unknown-linux-gnu", "generic", "+all", 64, "AArch64", "//"),
  ARM64EC("arm64ec", "aarch64-unknown-linux-gnu", "generic", "+all", 64, "AArch64", "//"),
  ARM("arm", "armv8a-unknown-linux-gnueabihf", "generic", Features.ARM_A, 32, "ARM", "@"),
  RISCV32("riscv32", "riscv32-unknown-linux-gnu", "generic-rv32", Features.RISCV, 32, "RISCV", "#"),
  RISCV64("riscv64", "riscv64-unknown-linux-gnu", "generic-rv64", Features.RISCV, 64, "RISCV", "#"),
  LOONGARCH32(
      "loongarch32",
      "loongarch32-unknown-linux-gnusf",
      "generic-la32",
      Features.LOONGARCH32,
      32,
      "LoongArch",
      "#"),
  LOONGARCH64(
      "loongarch64",
      "loongarch64-unknown-linux-gnu",
      "generic-la64",
      Features.LOONGARCH64,
      64,
      "LoongArch",
      "#"),
  S390X("s390x", "s390x-unknown-linux-gnu", "arch15", "", 64, "SystemZ", "#"),
  POWERPC("powerpc", "powerpc-unknown-linux-gnu", "pwr10", Features.POWERPC, 32, "PowerPC", "#"),
  POWERPC64(
      "powerpc64", "powerpc64le-unknown-linux-gnu", "pwr10", Features.POWERPC, 64, "PowerPC", "#");

  private final String rustName;
  private final String triple;
  private final String cpu;
  private final String features;
  private final int pointerWidth;
  private final String backend;
  private final String comment;

  Architecture(
      String rustName,
      String triple,
      String cpu,
      String features,
      int pointerWidth,
      String backend,
      String comment) {
    this.rustName = rustName;
    this.triple = triple;
    this.cpu = cpu;
    this.features = features;
    this.pointerWidth = pointerWidth;
    this.backend = backend;
    this.comment = comment;
  }

  /** The value of rustc's {@code target_arch}. */
  public String rustName() {
    return rustName;
  }

  /** The LLVM triple, always one with ELF objects, for the given mode. */
  public String triple(Mode mode) {
    return switch (mode) {
      case DEFAULT -> triple;
      case THUMB -> "thumb" + triple.substring("arm".length());
      case MICROCONTROLLER -> "thumbv8.1m.main-unknown-none-eabihf";
    };
  }

  /** The LLVM processor name for the given mode. */
  public String cpu(Mode mode) {
    return cpu;
  }

  /** LLVM's feature string that makes the assembler take every extension it knows. */
  public String features(Mode mode) {
    return mode == Mode.MICROCONTROLLER ? Features.ARM_M : features;
  }

  /** The smallest distance in bytes between two instructions. */
  public int codeUnit(Mode mode) {
    return switch (this) {
      case X86_64, X86 -> 1;
      case RISCV32, RISCV64, S390X -> 2;
      case ARM -> mode == Mode.DEFAULT ? 4 : 2;
      case AARCH64, ARM64EC, LOONGARCH32, LOONGARCH64, POWERPC, POWERPC64 -> 4;
    };
  }

  /** Width of an address in bits. */
  public int pointerWidth() {
    return pointerWidth;
  }

  /** The name of LLVM's back end, as in {@code LLVMInitializeX86Target}. */
  String backend() {
    return backend;
  }

  /** What starts a comment that runs to the end of the line, beside {@code //} everywhere. */
  public String comment() {
    return comment;
  }

  /** What separates statements on one line. */
  public String separator() {
    return ";";
  }

  /** True for the two x86 architectures, which have two dialects. */
  public boolean isX86() {
    return this == X86_64 || this == X86;
  }

  /** The dialect of an {@code asm!} without options. */
  public Dialect defaultDialect() {
    return isX86() ? Dialect.INTEL : Dialect.PLAIN;
  }

  /** The architecture of rustc's {@code target_arch} value. */
  public static Optional<Architecture> named(String name) {
    for (Architecture candidate : values()) {
      if (candidate.rustName.equals(name)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The architecture of a rustc target triple such as {@code thumbv7em-none-eabihf}. */
  public static Optional<Architecture> ofTriple(String triple) {
    int dash = triple.indexOf('-');
    String head = dash < 0 ? triple : triple.substring(0, dash);
    Optional<Architecture> exact = named(head);
    return exact.isPresent() ? exact : ofTripleHead(head);
  }

  private static Optional<Architecture> ofTripleHead(String head) {
    if (head.matches("i[3-6]86")) {
      return Optional.of(X86);
    }
    if (head.equals("x86_64h")) {
      return Optional.of(X86_64);
    }
    if (head.matches("(aarch64|arm64)(_32|_be|e)?")) {
      return Optional.of(AARCH64);
    }
    if (head.startsWith("arm") || head.startsWith("thumb")) {
      return Optional.of(ARM);
    }
    if (head.startsWith("riscv32")) {
      return Optional.of(RISCV32);
    }
    if (head.startsWith("riscv64")) {
      return Optional.of(RISCV64);
    }
    return head.equals("powerpc64le") ? Optional.of(POWERPC64) : Optional.empty();
  }

  /** The mode that a rustc target triple starts in. */
  public static Mode modeOfTriple(String triple) {
    if (!triple.startsWith("thumb")) {
      return Mode.DEFAULT;
    }
    String head = triple.substring(0, Math.max(triple.indexOf('-'), 0));
    return head.matches("thumbv(6m|7m|7em|8m).*") ? Mode.MICROCONTROLLER : Mode.THUMB;
  }
}

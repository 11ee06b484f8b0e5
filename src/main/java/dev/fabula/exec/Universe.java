package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Mode;
import java.util.Arrays;
import java.util.Optional;

/**
 * The instructions that LLVM decodes for an architecture, or for a mode of it: a resource lists
 * them, each with encodings of its forms.
 */
public enum Universe {
  X86_64(Architecture.X86_64, Mode.DEFAULT, "x86_64"),
  X86(Architecture.X86, Mode.DEFAULT, "i386"),
  AARCH64(Architecture.AARCH64, Mode.DEFAULT, "aarch64"),
  ARM(Architecture.ARM, Mode.DEFAULT, "arm"),
  THUMB(Architecture.ARM, Mode.THUMB, "thumb"),
  THUMB_M(Architecture.ARM, Mode.MICROCONTROLLER, "thumb-m"),
  RISCV32(Architecture.RISCV32, Mode.DEFAULT, "riscv32"),
  RISCV64(Architecture.RISCV64, Mode.DEFAULT, "riscv64"),
  LOONGARCH32(Architecture.LOONGARCH32, Mode.DEFAULT, "loongarch32"),
  LOONGARCH64(Architecture.LOONGARCH64, Mode.DEFAULT, "loongarch64"),
  S390X(Architecture.S390X, Mode.DEFAULT, "s390x"),
  POWERPC(Architecture.POWERPC, Mode.DEFAULT, "powerpc"),
  POWERPC64(Architecture.POWERPC64, Mode.DEFAULT, "powerpc64");

  private static final int PADDING = 8;

  private final Architecture architecture;
  private final Mode mode;
  private final String word;

  Universe(Architecture architecture, Mode mode, String word) {
    this.architecture = architecture;
    this.mode = mode;
    this.word = word;
  }

  /** The architecture. */
  public Architecture architecture() {
    return architecture;
  }

  /** The mode that its code is in. */
  public Mode mode() {
    return mode;
  }

  /** What it is called on the command line. */
  public String word() {
    return word;
  }

  /** Name of the resource with its encodings: a mnemonic a line, each with encodings. */
  public String resource() {
    return word + ".samples";
  }

  /** The instruction that the bytes start with, as if zeros were behind them. */
  public Decoded decoded(Bytes bytes) {
    // At the end of the code LLVM takes BOUND for the start of a longer prefix.
    Bytes padded = Bytes.of(Arrays.copyOf(bytes.toArray(), bytes.length() + PADDING));
    return Disassembler.of(architecture, architecture.defaultDialect(), mode).first(padded);
  }

  /** The universe of that name. */
  public static Optional<Universe> named(String word) {
    return Arrays.stream(values()).filter(u -> u.word.equals(word)).findFirst();
  }
}

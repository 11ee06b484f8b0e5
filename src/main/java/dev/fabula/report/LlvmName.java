package dev.fabula.report;

import dev.fabula.asm.Architecture;

/** Names of architectures as LLVM prints them. */
final class LlvmName {

  private LlvmName() {}

  /** LLVM's name, such as {@code i386} for rustc's {@code x86}. */
  static String of(Architecture architecture) {
    return architecture == Architecture.X86 ? "i386" : architecture.rustName();
  }
}

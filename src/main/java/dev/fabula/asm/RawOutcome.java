package dev.fabula.asm;

/** How one run of LLVM on a text ended. */
sealed interface RawOutcome {
  /** LLVM came back. */
  record Done(RawAssembly assembly) implements RawOutcome {}

  /** LLVM gave up or died; {@code how} is its last word. */
  record Crashed(String how) implements RawOutcome {}

  /** LLVM did not come back in time. */
  record TimedOut() implements RawOutcome {}
}

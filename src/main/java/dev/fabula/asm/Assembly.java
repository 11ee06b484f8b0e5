package dev.fabula.asm;

import java.time.Duration;
import java.util.List;

/** The outcome of assembling a text. */
public sealed interface Assembly {
  /** The text has object code; {@code warnings} are what the assembler remarked. */
  record Assembled(ObjectCode object, StatementMap statements, List<Diagnostic> warnings)
      implements Assembly {}

  /** The assembler found errors; the list also holds its warnings and notes, in its order. */
  record Rejected(List<Diagnostic> diagnostics) implements Assembly {}

  /**
   * The text was not given to the assembler: it would read files, or take memory or time without
   * bound, or is known to bring the assembler down.
   *
   * @param offset index in the text of what was refused
   */
  record Refused(String reason, int offset) implements Assembly {
    /** True if the text was refused because LLVM is known to crash on it. */
    public boolean isKnownCrash() {
      return reason.contains("crashes LLVM");
    }
  }

  /** The assembler itself failed on the text; {@code how} is its last word or its exit. */
  record Crashed(String how) implements Assembly {}

  /** The assembler did not come back within the limit. */
  record TimedOut(Duration limit) implements Assembly {}
}

package dev.fabula.site;

import java.util.Arrays;
import java.util.Optional;

/** A word in {@code options(…)} (Reference, rules asm.options.supported-options.*). */
public enum Option {
  /** No side effect; the outputs depend on the inputs, and on memory unless {@link #NOMEM}. */
  PURE("pure"),
  /** No access to memory outside of the site. */
  NOMEM("nomem"),
  /** No write to memory outside of the site. */
  READONLY("readonly"),
  /** The flags are at exit what they were at entry. */
  PRESERVES_FLAGS("preserves_flags"),
  /** Control never falls through. */
  NORETURN("noreturn"),
  /** No push and no write into the red zone. */
  NOSTACK("nostack"),
  /** AT&amp;T syntax; x86 only. */
  ATT_SYNTAX("att_syntax"),
  /** Braces in the template are plain text. */
  RAW("raw"),
  /** Unwinding may leave the site; unstable. */
  MAY_UNWIND("may_unwind");

  private final String spelling;

  Option(String spelling) {
    this.spelling = spelling;
  }

  /** The word as it is written in Rust. */
  public String spelling() {
    return spelling;
  }

  /** The option that is written so, if there is one. */
  public static Optional<Option> named(String spelling) {
    return Arrays.stream(values()).filter(o -> o.spelling.equals(spelling)).findFirst();
  }
}

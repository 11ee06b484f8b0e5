package dev.fabula.asm;

/** How the text of a site is written. */
public enum Dialect {
  /** Intel syntax without register prefixes; x86. */
  INTEL,
  /** AT&amp;T syntax; x86 with {@code att_syntax}. */
  ATT,
  /** The one syntax of an architecture that has no other. */
  PLAIN
}

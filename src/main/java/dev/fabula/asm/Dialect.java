package dev.fabula.asm;

<<<<<<< HEAD
/** The syntax that instructions are written in. */
public enum Dialect {
  /** Intel order without register prefixes, the default of {@code asm!} on x86. */
  INTEL,
  /** AT&T order, x86 only. */
  ATT,
  /** The one syntax of every architecture but x86. */
=======
/** How the text of a site is written. */
public enum Dialect {
  /** Intel syntax without register prefixes; x86. */
  INTEL,
  /** AT&amp;T syntax; x86 with {@code att_syntax}. */
  ATT,
  /** The one syntax of an architecture that has no other. */
>>>>>>> main
  PLAIN
}

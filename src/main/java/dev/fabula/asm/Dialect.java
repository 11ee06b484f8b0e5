package dev.fabula.asm;

/** The syntax that instructions are written in. */
public enum Dialect {
  /** Intel order without register prefixes, the default of {@code asm!} on x86. */
  INTEL,
  /** AT&T order, x86 only. */
  ATT,
  /** The one syntax of every architecture but x86. */
  PLAIN
}

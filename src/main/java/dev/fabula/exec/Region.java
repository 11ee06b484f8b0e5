package dev.fabula.exec;

/** Which memory an access touches, as far as contracts tell memories apart. */
public enum Region {
  /** Below the entry stack pointer, and so the site's own. */
  OWN_STACK,
  /** The site's own code and the constants among it. */
  OWN_CODE,
  /** What a memory operand gives to the site. */
  OPERAND,
  /** Anything else that a foreign function could reach. */
  OUTSIDE;

  /** Whether the compiled program can see what is stored there. */
  public boolean isShared() {
    return this == OPERAND || this == OUTSIDE;
  }
}

package dev.fabula.exec;

/** Which memory an access touches, as far as contracts tell memories apart. */
public enum Region {
  /** Below the entry stack pointer, and so the site's own. */
  OWN_STACK,
  /** The site's own code and the constants among it. */
  OWN_CODE,
  /** Anything else that a foreign function could reach. */
  OUTSIDE
}

package dev.fabula.abi;

/**
 * A stub with one thing wrong in it.
 *
 * @param kind what kind of thing
 * @param change what was changed, in words
 * @param text the stub with the change
 */
record Mutant(Kind kind, String change, String text) {

  /** Kinds of changes. */
  enum Kind {
    /** A value is in another register. */
    REGISTER,
    /** Two values have changed places. */
    ORDER,
    /** A value does not come out, or is not said to change. */
    DIRECTION,
    /** Something that is lost is not declared. */
    CLOBBER,
    /** Memory is promised to be left alone. */
    MEMORY,
    /** The trap, or what stands around it, is another. */
    TEMPLATE
  }
}

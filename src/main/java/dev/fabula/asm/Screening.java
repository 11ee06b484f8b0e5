package dev.fabula.asm;

/** What is to be done with a text before the assembler sees it. */
sealed interface Screening {
  /** Nothing in the text can harm the process that assembles it. */
  record Harmless() implements Screening {}

  /** The text is assembled in a process of its own, for the reason given. */
  record Doubtful(String reason) implements Screening {}

  /**
   * The text is not assembled at all.
   *
   * @param offset index in the text of what is refused
   */
  record Refused(String reason, int offset) implements Screening {}

  /** The stricter of the two; the earlier one where both are equally strict. */
  default Screening and(Screening later) {
    return switch (this) {
      case Refused _ -> this;
      case Doubtful _ -> later instanceof Refused ? later : this;
      case Harmless _ -> later;
    };
  }
}

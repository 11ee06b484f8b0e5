package dev.fabula.site;

/** The macro by which a site is written (Reference, rules asm.scope.*). */
public enum MacroKind {
  /** Code inside a function. */
  ASM("asm"),
  /** Code outside of any function. */
  GLOBAL_ASM("global_asm"),
  /** The whole body of a naked function. */
  NAKED_ASM("naked_asm");

  private final String spelling;

  MacroKind(String spelling) {
    this.spelling = spelling;
  }

  /** The macro's name without the exclamation mark. */
  public String spelling() {
    return spelling;
  }
}

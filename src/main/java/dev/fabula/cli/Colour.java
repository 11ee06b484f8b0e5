package dev.fabula.cli;

/** When output is coloured. */
enum Colour {
  /** On a terminal, unless the environment variable {@code NO_COLOR} is set and not empty. */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER;

  /** Whether standard output is coloured. */
  boolean isOn() {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> isWelcome() && Terminal.is(Terminal.OUT);
    };
  }

  private static boolean isWelcome() {
    String refusal = System.getenv("NO_COLOR");
    return (refusal == null || refusal.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }
}

package dev.fabula.report;

import dev.fabula.check.Level;

/** How a stretch of text looks on a terminal, with its ANSI attributes. */
enum Style {
  PLAIN(""),
  TITLE("1"),
  ERROR("1;91"),
  WARNING("1;93"),
  NOTE("1;92"),
  HELP("1;96"),
  FRAME("1;94"),
  ADDED("92"),
  REMOVED("91");

  private final String attributes;

  Style(String attributes) {
    this.attributes = attributes;
  }

  /** The numbers between {@code ESC [} and {@code m}; empty for none. */
  String attributes() {
    return attributes;
  }

  /** The look of a level's word and of its primary mark. */
  static Style of(Level level) {
    return switch (level) {
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case NOTE -> NOTE;
    };
  }
}

package dev.fabula.check;

import java.util.Locale;

/** How loudly a finding is reported; the most serious last. */
public enum Level {
  /** Legal, but worth knowing. */
  NOTE,
  /** Breaks under circumstances that the finding names. */
  WARNING,
  /** Breaks. */
  ERROR;

  /** The word that messages start with. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

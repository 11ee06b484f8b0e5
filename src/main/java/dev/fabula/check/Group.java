package dev.fabula.check;

import java.util.Locale;

/** How sure a finding is. */
public enum Group {
  /** Definite, with a witness. */
  UNSOUND(Level.ERROR),
  /** Depends on the allocation, a callee or inlining; the finding names on what. */
  FRAGILE(Level.WARNING),
  /** Breaks a convention of an operating system or ABI. */
  PLATFORM(Level.WARNING),
  /** Legal but wasteful. */
  HINT(Level.NOTE);

  private final Level level;

  Group(Level level) {
    this.level = level;
  }

  /** The level of findings of this group, unless the user says otherwise. */
  public Level level() {
    return level;
  }

  /** The group's name as users write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

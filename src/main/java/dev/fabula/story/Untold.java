package dev.fabula.story;

/** What has no short story. */
final class Untold extends Exception {
  private static final long serialVersionUID = 1L;

  Untold(String reason) {
    super(reason, null, false, false);
  }

  /** The reason as a clause. */
  String reason() {
    return String.valueOf(getMessage());
  }
}

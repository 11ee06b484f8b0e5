package dev.fabula.report;

/** Text under construction, in colours or not. */
final class Ink {

  private final StringBuilder text = new StringBuilder();
  private final boolean coloured;

  Ink(boolean coloured) {
    this.coloured = coloured;
  }

  /** Adds text in a style. */
  Ink put(Style style, String added) {
    boolean plain = !coloured || style.attributes().isEmpty() || added.isEmpty();
    if (plain) {
      text.append(added);
    } else {
      text.append("\033[").append(style.attributes()).append('m').append(added).append("\033[0m");
    }
    return this;
  }

  /** Adds plain text. */
  Ink put(String added) {
    return put(Style.PLAIN, added);
  }

  /** Ends the line; blanks at its end go. */
  Ink line() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

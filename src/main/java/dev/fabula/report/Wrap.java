package dev.fabula.report;

import java.util.ArrayList;
import java.util.List;

/** Text broken into rows between its words. */
final class Wrap {

  private Wrap() {}

  /** The rows of a text, each at most so many columns wide unless a single word is wider. */
  static List<String> rows(String text, int width) {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!row.isEmpty() && CharacterWidth.of(row + " " + word) > width) {
        rows.add(row.toString());
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    if (!row.isEmpty()) {
      rows.add(row.toString());
    }
    return rows;
  }
}

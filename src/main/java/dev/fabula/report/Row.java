package dev.fabula.report;

import java.util.ArrayList;
import java.util.List;

/** One printed row, written column by column; a wide character takes two of them. */
final class Row {

  private final List<String> cells = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();

  /** Writes a text from a column on, over what stands there. */
  void put(int column, String text, Style style) {
    int at = column;
    for (int character : text.codePoints().toArray()) {
      int width = CharacterWidth.of(character);
      String shown = Character.toString(character);
      if (width == 0 && at > 0) {
        cells.set(at - 1, cells.get(at - 1) + shown);
      } else {
        set(at, shown, style);
        at += width;
        if (width == 2) {
          set(at - 1, "", style);
        }
      }
    }
  }

  /** Writes a character into the free cells of a range of columns. */
  void fill(int from, int to, char character, Style style) {
    for (int at = from; at < to; at++) {
      if (isFree(at)) {
        set(at, Character.toString(character), style);
      }
    }
  }

  private boolean isFree(int at) {
    return at >= cells.size() || cells.get(at).equals(" ");
  }

  private void set(int at, String cell, Style style) {
    while (cells.size() <= at) {
      cells.add(" ");
      styles.add(Style.PLAIN);
    }
    cells.set(at, cell);
    styles.set(at, style);
  }

  /** Prints the row; neighbours of one style are coloured together. */
  void print(Ink ink) {
    int from = 0;
    for (int to = 1; to <= cells.size(); to++) {
      if (to == cells.size() || styles.get(to) != styles.get(from)) {
        ink.put(styles.get(from), String.join("", cells.subList(from, to)));
        from = to;
      }
    }
  }
}

package dev.fabula.cli;

import java.util.Comparator;
import java.util.List;

/** Names that a mistyped one may stand for. */
final class Near {

  private static final int MOST = 3;

  private Near() {}

  /** A question that names those near a word, to be put behind a message; empty if none is. */
  static String question(String word, List<String> names) {
    List<String> near =
        names.stream()
            .filter(name -> isNear(word, name))
            .sorted(Comparator.comparingInt(name -> distance(word, name)))
            .limit(MOST)
            .map(name -> "'" + name + "'")
            .toList();
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** Whether it takes a change to a third of the letters at most, or the word is a part of it. */
  private static boolean isNear(String word, String name) {
    return distance(word, name) <= Math.max(1, Math.min(word.length(), name.length()) / 3)
        || word.length() > 2 && name.contains(word);
  }

  /** The number of letters to insert, remove or replace (Levenshtein). */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}

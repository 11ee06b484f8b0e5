package dev.fabula.rust;

import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;

/** Lists of token trees, cut at separators. */
final class Lists {
  private Lists() {}

  /** The parts between separators; an empty last part, as after a trailing comma, is left out. */
  static List<List<Tree>> split(List<Tree> trees, char separator) {
    List<List<Tree>> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < trees.size(); i++) {
      if (trees.get(i).isPunctuation(separator)) {
        parts.add(trees.subList(start, i));
        start = i + 1;
      }
    }
    if (start < trees.size()) {
      parts.add(trees.subList(start, trees.size()));
    }
    return parts;
  }

  /** The parts between two-character operators such as {@code &&}. */
  static List<List<Tree>> splitJoint(List<Tree> trees, String operator) {
    List<List<Tree>> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i + 1 < trees.size(); i++) {
      if (isJoint(trees, i, operator)) {
        parts.add(trees.subList(start, i));
        start = i + 2;
        i++;
      }
    }
    parts.add(trees.subList(start, trees.size()));
    return parts;
  }

  /** Whether the two punctuation characters stand at an index without a gap. */
  static boolean isJoint(List<Tree> trees, int at, String operator) {
    return at + 1 < trees.size()
        && trees.get(at).isPunctuation(operator.charAt(0))
        && trees.get(at + 1).isPunctuation(operator.charAt(1))
        && ((Token) trees.get(at)).joint();
  }

  /**
   * The parts of a list of types, parameters or generic arguments, where commas between angle
   * brackets do not separate.
   */
  static List<List<Tree>> splitTypes(List<Tree> trees) {
    List<List<Tree>> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < trees.size(); i++) {
      Tree tree = trees.get(i);
      if (tree.isPunctuation('<')) {
        depth++;
      } else if (tree.isPunctuation('>') && !isArrow(trees, i)) {
        depth = Math.max(0, depth - 1);
      } else if (tree.isPunctuation(',') && depth == 0) {
        parts.add(trees.subList(start, i));
        start = i + 1;
      }
    }
    if (start < trees.size()) {
      parts.add(trees.subList(start, trees.size()));
    }
    return parts;
  }

  /** Whether the {@code >} at an index ends an arrow {@code ->} or {@code =>}. */
  static boolean isArrow(List<Tree> trees, int at) {
    return at > 0
        && (trees.get(at - 1).isPunctuation('-') || trees.get(at - 1).isPunctuation('='))
        && ((Token) trees.get(at - 1)).joint();
  }

  /** The index after the {@code >} that closes the {@code <} at an index, or the end. */
  static int afterAngles(List<Tree> trees, int at) {
    int depth = 0;
    for (int i = at; i < trees.size(); i++) {
      if (trees.get(i).isPunctuation('<')) {
        depth++;
      } else if (trees.get(i).isPunctuation('>') && !isArrow(trees, i) && --depth == 0) {
        return i + 1;
      }
    }
    return trees.size();
  }
}

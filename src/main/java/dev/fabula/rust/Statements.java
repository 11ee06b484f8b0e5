package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Set;

/** Where statements and their parts end. */
final class Statements {
  private static final Set<String> BLOCK_LIKE =
      Set.of("if", "match", "loop", "while", "for", "unsafe", "async", "const");

  private Statements() {}

  /** The index after the expression statement at the cursor; always past at least one tree. */
  static int end(Cursor cursor) {
    Cursor c = cursor;
    int start = c.index();
    boolean block = startsBlock(c);
    while (!c.atEnd()) {
      Tree tree = c.next();
      if (tree.isPunctuation(';') || tree.isPunctuation(',')) {
        break;
      }
      boolean braces = tree.isGroup('{') && (block || followsBang(c));
      if (braces && !continues(c)) {
        break;
      }
    }
    int end = c.index();
    c.moveTo(start);
    return end;
  }

  private static boolean startsBlock(Cursor c) {
    boolean label = c.token(0, Kind.LIFETIME).isPresent();
    return label
        || c.isGroup('{')
        || c.word().filter(w -> BLOCK_LIKE.contains(w.text())).isPresent();
  }

  private static boolean followsBang(Cursor c) {
    return c.index() >= 2 && c.is(-2, '!') || c.index() >= 3 && c.is(-3, '!');
  }

  private static boolean continues(Cursor c) {
    return c.isWord("else") || c.is('.') || c.is('?') || c.isJoint("=>");
  }

  /** The index of a single {@code =} outside of angle brackets of a type, or the end. */
  static int assignment(List<Tree> trees) {
    boolean type = false;
    int depth = 0;
    for (int i = 0; i < trees.size(); i++) {
      Tree tree = trees.get(i);
      type |= tree.isPunctuation(':');
      if (type && tree.isPunctuation('<')) {
        depth++;
      } else if (type && tree.isPunctuation('>') && !Lists.isArrow(trees, i)) {
        depth--;
      } else if (depth == 0 && isAssignment(trees, i)) {
        return i;
      }
    }
    return trees.size();
  }

  private static boolean isAssignment(List<Tree> trees, int at) {
    if (!trees.get(at).isPunctuation('=')) {
      return false;
    }
    boolean after = Lists.isJoint(trees, at, "==") || Lists.isJoint(trees, at, "=>");
    boolean before =
        at > 0
            && trees.get(at - 1) instanceof Token token
            && token.joint()
            && token.kind() == Kind.PUNCTUATION
            && ".=!".contains(token.text());
    return !after && !before;
  }

  /** The index of a single colon, or the end. */
  static int colon(List<Tree> trees) {
    for (int i = 0; i < trees.size(); i++) {
      if (Lists.isJoint(trees, i, "::")) {
        i++;
      } else if (trees.get(i).isPunctuation(':')) {
        return i;
      }
    }
    return trees.size();
  }

  /** The index of the next brace group from an index on, or the end. */
  static int brace(List<Tree> trees, int from) {
    for (int i = from; i < trees.size(); i++) {
      if (trees.get(i) instanceof Group group && group.open() == '{') {
        return i;
      }
    }
    return trees.size();
  }
}

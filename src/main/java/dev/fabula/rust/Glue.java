package dev.fabula.rust;

import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Set;

/** Punctuation as macros see it: the longest operators (Reference, tokens.punctuation). */
final class Glue {
  private static final Set<String> OPERATORS =
      Set.of(
          "<<=", ">>=", "...", "..=", "::", "->", "=>", "<-", "&&", "||", "==", "!=", "<=", ">=",
          "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>", "..");
  private static final int LONGEST = 3;

  private Glue() {}

  /** How many trees are one token of a macro at an index. */
  static int length(List<Tree> trees, int at) {
    StringBuilder text = new StringBuilder();
    int longest = 1;
    for (int i = 0; i < LONGEST && at + i < trees.size(); i++) {
      if (!(trees.get(at + i) instanceof Token token)
          || token.kind() != Tree.Kind.PUNCTUATION
          || token.isPunctuation('$')) {
        break;
      }
      text.append(token.text());
      longest = OPERATORS.contains(text.toString()) ? i + 1 : longest;
      if (!token.joint()) {
        break;
      }
    }
    return longest;
  }

  /** The text of the token of that many trees. */
  static String text(List<Tree> trees, int at, int length) {
    StringBuilder text = new StringBuilder();
    for (Tree tree : trees.subList(at, at + length)) {
      text.append(((Token) tree).text());
    }
    return text.toString();
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;

/** The text that {@code stringify!} makes of plain tokens, with rustc's spacing. */
final class Stringify {
  private Stringify() {}

  /** The text of some trees. */
  static String text(List<Tree> trees) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < trees.size(); i++) {
      Tree tree = trees.get(i);
      text.append(one(tree));
      boolean last = i + 1 == trees.size();
      if (!last && gap(tree, trees.get(i + 1))) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static String one(Tree tree) {
    return switch (tree) {
      case Token token -> token.text();
      case Group(char open, List<Tree> inner, var _, var _, var _) ->
          switch (open) {
            case '(' -> "(" + text(inner) + ")";
            case '[' -> "[" + text(inner) + "]";
            case '{' -> inner.isEmpty() ? "{}" : "{ " + text(inner) + " }";
            default -> text(inner);
          };
    };
  }

  /** In the source's own way: a space where the source has a gap. */
  private static boolean gap(Tree left, Tree right) {
    boolean verbatim =
        left instanceof Token a && right instanceof Token b && a.verbatim() && b.verbatim();
    if (verbatim || left instanceof Group || right instanceof Group) {
      return left.span().end() != right.span().start();
    }
    return left instanceof Token a
        && a.kind() == Kind.WORD
        && right instanceof Token b
        && b.kind() == Kind.WORD;
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Set;

/** Where an expression among comma-separated arguments ends. */
final class ExpressionEnd {
  private static final Set<String> BEFORE_OPERAND =
      Set.of(
          "as", "return", "break", "in", "if", "match", "while", "unsafe", "move", "else", "mut");

  private ExpressionEnd() {}

  /**
   * Passes one expression: up to a comma or {@code =>} that belongs to no generic arguments and no
   * closure.
   */
  static List<Tree> pass(Cursor cursor) {
    int from = cursor.index();
    boolean operand = true;
    while (!cursor.atEnd() && !cursor.is(',') && !cursor.isJoint("=>")) {
      if (cursor.isJoint("::") && cursor.is(2, '<')) {
        cursor.eatJoint("::");
        skipAngles(cursor);
        operand = false;
      } else if (operand && cursor.is('<')) {
        skipAngles(cursor);
        operand = false;
      } else if (operand && cursor.is('|')) {
        skipClosureParameters(cursor);
      } else if (cursor.isWord("as")) {
        cursor.next();
        skipType(cursor);
        operand = false;
      } else {
        operand = isBeforeOperand(cursor.next());
      }
    }
    return cursor.since(from);
  }

  private static boolean isBeforeOperand(Tree tree) {
    return switch (tree) {
      case Group _ -> false;
      case Token token ->
          token.kind() == Kind.PUNCTUATION && !token.isPunctuation('?')
              || token.kind() == Kind.WORD && BEFORE_OPERAND.contains(token.text());
    };
  }

  private static void skipAngles(Cursor cursor) {
    cursor.moveTo(cursor.index() + Lists.afterAngles(cursor.rest(), 0));
  }

  private static void skipClosureParameters(Cursor cursor) {
    cursor.next();
    while (!cursor.atEnd() && !cursor.is('|')) {
      cursor.next();
    }
    cursor.eat('|');
  }

  private static void skipType(Cursor cursor) {
    while (cursor.is('*') || cursor.is('&') || cursor.isWord("const") || cursor.isWord("mut")) {
      cursor.next();
    }
    while (cursor.word().isPresent() || cursor.isJoint("::")) {
      if (!cursor.eatJoint("::")) {
        cursor.next();
      }
      if (cursor.is('<') && !cursor.isJoint("<<")) {
        skipAngles(cursor);
      }
      if (!cursor.isJoint("::")) {
        return;
      }
    }
  }
}

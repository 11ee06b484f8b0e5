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

  private static final Set<String> AFTER_OPERAND = Set.of("as", "else", "fn", "extern");

  private static final Set<String> NO_OPERAND =
      Set.of(
          "as",
          "async",
          "break",
          "const",
          "continue",
          "dyn",
          "else",
          "extern",
          "fn",
          "for",
          "if",
          "impl",
          "in",
          "let",
          "loop",
          "match",
          "move",
          "mut",
          "raw",
          "ref",
          "return",
          "static",
          "unsafe",
          "while",
          "yield");

  private ExpressionEnd() {}

  /**
   * Passes one expression: up to a comma or {@code =>} that belongs to no generic arguments and no
   * closure.
   */
  static List<Tree> pass(Cursor cursor) throws Fault {
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
        checkAdjacent(cursor, from);
        operand = isBeforeOperand(cursor.next());
      }
    }
    return cursor.since(from);
  }

  /** Two operands without an operator between them are two arguments without a comma. */
  private static void checkAdjacent(Cursor cursor, int from) throws Fault {
    if (cursor.index() == from || !startsOperand(cursor.peek().orElseThrow())) {
      return;
    }
    if (endsOperand(cursor.previous().orElseThrow())) {
      throw Fault.at(
          cursor.peek().orElseThrow().span(),
          "two arguments have no comma between them",
          "expected a comma before this");
    }
  }

  private static boolean startsOperand(Tree tree) {
    return tree instanceof Token token
        && switch (token.kind()) {
          case WORD -> !AFTER_OPERAND.contains(token.text());
          case STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> true;
          case LIFETIME, PUNCTUATION, STRAY -> false;
        };
  }

  private static boolean endsOperand(Tree tree) {
    return switch (tree) {
      case Group group -> !group.isGroup('{');
      case Token token ->
          switch (token.kind()) {
            case WORD -> !NO_OPERAND.contains(token.text());
            case STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> true;
            case LIFETIME, PUNCTUATION, STRAY -> false;
          };
    };
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
    while (cursor.isWord("unsafe") || cursor.isWord("extern")) {
      cursor.next();
      cursor.moveTo(
          cursor.index() + (cursor.peek().filter(Literals::isString).isPresent() ? 1 : 0));
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

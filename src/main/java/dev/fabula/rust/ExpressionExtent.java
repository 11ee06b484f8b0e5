package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far expressions reach (Reference, chapter expressions). */
final class ExpressionExtent {
  private static final List<String> BINARY =
      List.of(
          "<<=", ">>=", "..=", "&&", "||", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=",
          "^=", "&=", "|=", "<<", ">>", "..", "+", "-", "*", "/", "%", "^", "&", "|", "<", ">",
          "=");
  private static final Set<String> JUMPS = Set.of("return", "break", "continue", "yield");
  private static final Set<String> HEADED = Set.of("if", "match", "while", "for");

  private ExpressionExtent() {}

  /** Passes an expression; false if there is none at the cursor or it is not complete. */
  static boolean pass(Cursor cursor) {
    while (true) {
      if (cursor.isJoint("..") && !rangeGoesOn(cursor)) {
        return true;
      }
      if (!unary(cursor)) {
        return false;
      }
      Optional<String> operator = operator(cursor);
      if (operator.isEmpty()) {
        return true;
      }
      cursor.moveTo(cursor.index() + operator.get().length());
      boolean open = operator.get().equals("..") && !startsOperand(cursor);
      if (open) {
        return true;
      }
    }
  }

  /** Passes the dots at the start of a range; whether an end follows. */
  private static boolean rangeGoesOn(Cursor cursor) {
    boolean closed = cursor.eatJoint("..=");
    if (!closed) {
      cursor.eatJoint("..");
    }
    return startsOperand(cursor);
  }

  private static boolean startsOperand(Cursor cursor) {
    return !cursor.atEnd() && !cursor.isJoint("=>") && Fragment.EXPR.mayBegin(cursor);
  }

  private static Optional<String> operator(Cursor cursor) {
    if (cursor.isJoint("=>")) {
      return Optional.empty();
    }
    return BINARY.stream().filter(cursor::isJoint).findFirst();
  }

  private static boolean unary(Cursor cursor) {
    Attributes.outer(cursor);
    while (cursor.is('-') || cursor.is('!') || cursor.is('*') || cursor.is('&')) {
      boolean reference = cursor.is('&');
      cursor.next();
      if (reference) {
        skipReference(cursor);
      }
    }
    if (!operand(cursor)) {
      return false;
    }
    return postfix(cursor);
  }

  private static void skipReference(Cursor cursor) {
    boolean raw = cursor.isWord("raw") && (cursor.isWord(1, "const") || cursor.isWord(1, "mut"));
    if (raw) {
      cursor.moveTo(cursor.index() + 2);
    }
    cursor.eatWord("mut");
  }

  private static boolean operand(Cursor cursor) {
    if (cursor.atEnd()) {
      return false;
    }
    if (cursor.is('|')) {
      return closure(cursor);
    }
    return switch (cursor.peek().get()) {
      case Group group when !group.isBare() -> {
        cursor.next();
        yield true;
      }
      case Group _ -> path(cursor);
      case Token token ->
          switch (token.kind()) {
            case STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> {
              cursor.next();
              yield true;
            }
            case LIFETIME -> {
              cursor.next();
              yield cursor.eat(':') && operand(cursor);
            }
            case WORD -> word(token.text(), cursor);
            case PUNCTUATION -> path(cursor);
            case STRAY -> false;
          };
    };
  }

  private static boolean word(String word, Cursor cursor) {
    if (HEADED.contains(word)) {
      return headed(cursor);
    }
    if (JUMPS.contains(word)) {
      cursor.next();
      cursor.moveTo(cursor.index() + (cursor.token(0, Kind.LIFETIME).isPresent() ? 1 : 0));
      return !startsOperand(cursor) || pass(cursor);
    }
    return switch (word) {
      case "let" -> let(cursor);
      case "unsafe", "loop", "async", "const", "try", "move", "static" -> block(cursor);
      case "as", "else", "in" -> false;
      default -> path(cursor);
    };
  }

  /** {@code unsafe { … }} and kin, or a closure with such words before it. */
  private static boolean block(Cursor cursor) {
    int start = cursor.index();
    boolean plain = cursor.isWord("try");
    cursor.next();
    while (cursor.isWord("move") || cursor.isWord("async")) {
      cursor.next();
    }
    if (cursor.is('|')) {
      return closure(cursor);
    }
    if (cursor.isGroup('{') || cursor.isGroup('b')) {
      cursor.next();
      return true;
    }
    cursor.moveTo(start);
    return plain && path(cursor);
  }

  private static boolean let(Cursor cursor) {
    cursor.next();
    return PatternExtent.pass(cursor) && cursor.eat('=') && pass(cursor);
  }

  /** What has a header before its block. */
  private static boolean headed(Cursor cursor) {
    boolean conditional = cursor.isWord("if");
    while (!cursor.atEnd() && !cursor.isGroup('{') && !cursor.isGroup('b')) {
      cursor.next();
    }
    if (cursor.atEnd()) {
      return false;
    }
    cursor.next();
    if (!conditional || !cursor.eatWord("else")) {
      return true;
    }
    if (cursor.isWord("if")) {
      return headed(cursor);
    }
    boolean otherwise = cursor.isGroup('{') || cursor.isGroup('b');
    cursor.moveTo(cursor.index() + (otherwise ? 1 : 0));
    return otherwise;
  }

  private static boolean closure(Cursor cursor) {
    cursor.next();
    while (!cursor.atEnd() && !cursor.is('|')) {
      cursor.next();
    }
    if (!cursor.eat('|')) {
      return false;
    }
    boolean typed = cursor.eatJoint("->");
    return (!typed || TypeExtent.passOne(cursor)) && pass(cursor);
  }

  private static boolean path(Cursor cursor) {
    boolean start = true;
    if (cursor.peek().filter(Tree::isBare).isPresent()) {
      cursor.next();
    } else if (cursor.is('<')) {
      TypeExtent.skipAngles(cursor);
    } else if (cursor.is('$') && cursor.isWord(1, "crate")) {
      cursor.moveTo(cursor.index() + 2);
    } else {
      start = false;
    }
    if (!start) {
      cursor.eatJoint("::");
      if (cursor.eatWord().isEmpty()) {
        return false;
      }
    }
    segments(cursor);
    boolean macro = cursor.is('!') && !cursor.isJoint("!=");
    if (macro && cursor.peek(1).filter(Group.class::isInstance).isPresent()) {
      cursor.moveTo(cursor.index() + 2);
    } else if (cursor.isGroup('{')) {
      cursor.next();
    }
    return true;
  }

  private static void segments(Cursor cursor) {
    while (cursor.isJoint("::")) {
      if (cursor.is(2, '<')) {
        cursor.eatJoint("::");
        TypeExtent.skipAngles(cursor);
      } else if (cursor.token(2, Kind.WORD).isPresent()) {
        cursor.moveTo(cursor.index() + 3);
      } else {
        return;
      }
    }
  }

  private static boolean postfix(Cursor cursor) {
    while (true) {
      if (cursor.is('.') && !cursor.isJoint("..")) {
        if (!member(cursor)) {
          return false;
        }
      } else if (cursor.isWord("as")) {
        cursor.next();
        if (!TypeExtent.passOne(cursor)) {
          return false;
        }
      } else if (cursor.is('?') || cursor.isGroup('(') || cursor.isGroup('[')) {
        cursor.next();
      } else {
        return true;
      }
    }
  }

  private static boolean member(Cursor cursor) {
    cursor.next();
    boolean name = !cursor.atEnd() && cursor.peek().get() instanceof Token;
    if (name) {
      cursor.next();
      segments(cursor);
    }
    return name;
  }
}

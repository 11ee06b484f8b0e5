package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.Set;

/** How far items, statements and attributes' contents reach (Reference, chapter items). */
final class ItemExtent {
  private static final Set<String> TO_SEMICOLON = Set.of("use", "type", "static");
  private static final Set<String> TO_BRACE = Set.of("fn", "impl", "trait", "enum", "mod", "macro");
  private static final Set<String> QUALIFIERS =
      Set.of("default", "async", "unsafe", "safe", "gen", "auto");

  private ItemExtent() {}

  /** Passes an item; false if there is none at the cursor. */
  static boolean pass(Cursor cursor) {
    if (cursor.isGroup(Fragment.ITEM.sign())) {
      cursor.next();
      return true;
    }
    Attributes.outer(cursor);
    passVisibility(cursor);
    skipQualifiers(cursor);
    String word = cursor.word().map(Token::text).orElse("");
    if (TO_SEMICOLON.contains(word)) {
      return toSemicolon(cursor);
    }
    if (TO_BRACE.contains(word)) {
      return toBrace(cursor);
    }
    return switch (word) {
      case "const" ->
          cursor.isWord(1, "fn") || isQualifier(cursor, 1) ? toBrace(cursor) : constant(cursor);
      case "extern" -> cursor.isWord(1, "crate") ? toSemicolon(cursor) : toBrace(cursor);
      case "struct" -> struct(cursor);
      case "union" -> cursor.token(1, Kind.WORD).isPresent() && toBrace(cursor);
      default -> macro(cursor);
    };
  }

  private static void skipQualifiers(Cursor cursor) {
    while (isQualifier(cursor, 0) && cursor.token(1, Kind.WORD).isPresent()) {
      cursor.next();
    }
  }

  private static boolean isQualifier(Cursor cursor, int ahead) {
    return cursor.token(ahead, Kind.WORD).filter(w -> QUALIFIERS.contains(w.text())).isPresent()
        || ahead > 0 && cursor.isWord(ahead, "extern");
  }

  private static boolean constant(Cursor cursor) {
    return !cursor.isGroup(1, '{') && toSemicolon(cursor);
  }

  private static boolean toSemicolon(Cursor cursor) {
    while (!cursor.atEnd() && !cursor.is(';')) {
      cursor.next();
    }
    return cursor.eat(';');
  }

  private static boolean toBrace(Cursor cursor) {
    while (!cursor.atEnd() && !cursor.is(';') && !cursor.isGroup('{') && !cursor.isGroup('b')) {
      cursor.next();
    }
    boolean found = !cursor.atEnd();
    if (found) {
      cursor.next();
    }
    return found;
  }

  private static boolean struct(Cursor cursor) {
    while (!cursor.atEnd() && !cursor.is(';') && !cursor.isGroup('{')) {
      cursor.next();
    }
    return cursor.eatGroup('{').isPresent() || cursor.eat(';');
  }

  /** {@code path! name? (…);} or with braces. */
  private static boolean macro(Cursor cursor) {
    if (!TypeExtent.passPath(cursor) || !cursor.eat('!')) {
      return false;
    }
    cursor.eatWord();
    boolean group = cursor.peek().filter(Group.class::isInstance).isPresent();
    if (!group) {
      return false;
    }
    boolean braces = cursor.next().isGroup('{');
    return braces || cursor.eat(';');
  }

  /** Passes a statement without the semicolon of a {@code let} or an expression. */
  static boolean passStatement(Cursor cursor) {
    if (cursor.isGroup(Fragment.STMT.sign())) {
      cursor.next();
      return true;
    }
    int start = cursor.index();
    Attributes.outer(cursor);
    if (cursor.isWord("let")) {
      while (!cursor.atEnd() && !cursor.is(';')) {
        cursor.next();
      }
      return true;
    }
    int code = cursor.index();
    boolean item = startsItem(cursor);
    cursor.moveTo(item ? start : code);
    return item ? pass(cursor) : ExpressionExtent.pass(cursor);
  }

  /** Whether an item is at the cursor, which stays. */
  static boolean startsItem(Cursor cursor) {
    int start = cursor.index();
    boolean bare = cursor.isGroup(Fragment.ITEM.sign()) || cursor.isWord("macro_rules");
    passVisibility(cursor);
    skipQualifiers(cursor);
    String word = cursor.word().map(Token::text).orElse("");
    boolean named = cursor.token(1, Kind.WORD).isPresent();
    boolean keyword =
        TO_SEMICOLON.contains(word) || TO_BRACE.contains(word) || word.equals("struct");
    boolean other = word.equals("const") || word.equals("extern") || word.equals("union");
    cursor.moveTo(start);
    return bare || keyword || other && (named || word.equals("extern"));
  }

  /** Passes what stands in an attribute's brackets; false if there is none. */
  static boolean passMeta(Cursor cursor) {
    if (cursor.isGroup(Fragment.META.sign())) {
      cursor.next();
      return true;
    }
    if (cursor.eatWord("unsafe")) {
      return cursor.eatGroup('(').isPresent();
    }
    if (!TypeExtent.passPath(cursor)) {
      return false;
    }
    if (cursor.peek().filter(t -> t instanceof Group g && !g.isBare()).isPresent()) {
      cursor.next();
      return true;
    }
    return !cursor.eat('=') || ExpressionExtent.pass(cursor);
  }

  /** Passes a visibility, which may be nothing. */
  static boolean passVisibility(Cursor cursor) {
    if (cursor.isGroup(Fragment.VIS.sign())) {
      cursor.next();
    } else if (cursor.eatWord("pub") && isRestriction(cursor)) {
      cursor.next();
    }
    return true;
  }

  private static boolean isRestriction(Cursor cursor) {
    if (!(cursor.peek().orElse(null) instanceof Group group) || !group.isGroup('(')) {
      return false;
    }
    Cursor inner = new Cursor(group.trees());
    boolean one = group.trees().size() == 1;
    return inner.isWord("in")
        || one && (inner.isWord("crate") || inner.isWord("self") || inner.isWord("super"));
  }
}

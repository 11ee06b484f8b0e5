package dev.fabula.rust;

import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.Optional;

/** How far types and paths reach (Reference, chapters types and paths). */
final class TypeExtent {
  private TypeExtent() {}

  /** Passes a type; false if there is none at the cursor. */
  static boolean pass(Cursor cursor) {
    if (!passOne(cursor)) {
      return false;
    }
    while (cursor.is('+') && !cursor.isJoint("+=")) {
      cursor.next();
      if (!passBound(cursor)) {
        return false;
      }
    }
    return true;
  }

  /** Passes a type without {@code +}, as one stands after {@code as}. */
  static boolean passOne(Cursor cursor) {
    if (cursor.atEnd()) {
      return false;
    }
    if (cursor.eat('!') || cursor.eatWord("_")) {
      return true;
    }
    if (cursor.is('&') || cursor.is('*')) {
      return pointer(cursor);
    }
    if (cursor.isGroup('(') || cursor.isGroup('[')) {
      cursor.next();
      return true;
    }
    if (cursor.eatWord("impl") || cursor.eatWord("dyn")) {
      return passBound(cursor);
    }
    if (cursor.isWord("for") && cursor.is(1, '<')) {
      cursor.next();
      skipAngles(cursor);
      return passOne(cursor);
    }
    boolean function = cursor.isWord("fn") || cursor.isWord("unsafe") || cursor.isWord("extern");
    return function ? function(cursor) : named(cursor);
  }

  private static boolean pointer(Cursor cursor) {
    while (cursor.eat('&') || cursor.eat('*')) {
      skipLifetime(cursor);
      boolean qualified = cursor.eatWord("mut") || cursor.eatWord("const");
      if (qualified && cursor.atEnd()) {
        return false;
      }
    }
    return passOne(cursor);
  }

  private static void skipLifetime(Cursor cursor) {
    if (cursor.token(0, Kind.LIFETIME).isPresent()) {
      cursor.next();
    }
  }

  private static boolean function(Cursor cursor) {
    while (cursor.word().isPresent() || cursor.peek().filter(Literals::isString).isPresent()) {
      cursor.next();
    }
    return cursor.eatGroup('(').isPresent() && result(cursor);
  }

  private static boolean result(Cursor cursor) {
    return !cursor.eatJoint("->") || passOne(cursor);
  }

  private static boolean passBound(Cursor cursor) {
    if (cursor.token(0, Kind.LIFETIME).isPresent()) {
      cursor.next();
      return true;
    }
    cursor.eat('?');
    return passOne(cursor);
  }

  /** A path, or a macro that makes a type. */
  private static boolean named(Cursor cursor) {
    if (!passPath(cursor)) {
      return false;
    }
    if (cursor.is('!') && !cursor.isJoint("!=") && isGroup(cursor.peek(1))) {
      cursor.moveTo(cursor.index() + 2);
    }
    return true;
  }

  private static boolean isGroup(Optional<Tree> tree) {
    return tree.filter(Tree.Group.class::isInstance).isPresent();
  }

  /** Passes a path in which generic arguments need no colons; false if there is none. */
  static boolean passPath(Cursor cursor) {
    boolean start = false;
    if (cursor.peek().filter(Tree::isBare).isPresent()) {
      cursor.next();
      start = true;
    } else if (cursor.is('<')) {
      skipAngles(cursor);
      start = true;
    } else if (cursor.is('$') && cursor.isWord(1, "crate")) {
      cursor.moveTo(cursor.index() + 2);
      start = true;
    }
    if (start && !cursor.isJoint("::")) {
      return true;
    }
    cursor.eatJoint("::");
    return segments(cursor);
  }

  private static boolean segments(Cursor cursor) {
    do {
      Optional<Token> word = cursor.eatWord();
      if (word.isEmpty()) {
        return false;
      }
      boolean colons = cursor.isJoint("::") && (cursor.is(2, '<') || cursor.isGroup(2, '('));
      if (colons) {
        cursor.eatJoint("::");
      }
      if (cursor.is('<') && !cursor.isJoint("<=")) {
        skipAngles(cursor);
      } else if (cursor.isGroup('(') && (colons || isFunctionTrait(word.get()))) {
        cursor.next();
        if (!result(cursor)) {
          return false;
        }
      }
    } while (cursor.eatJoint("::"));
    return true;
  }

  private static boolean isFunctionTrait(Token word) {
    return word.text().startsWith("Fn") || word.text().startsWith("AsyncFn");
  }

  /** Passes generic arguments in angle brackets. */
  static void skipAngles(Cursor cursor) {
    cursor.moveTo(cursor.index() + Lists.afterAngles(cursor.rest(), 0));
  }
}

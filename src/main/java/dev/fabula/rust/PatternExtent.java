package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import java.util.Optional;

/** How far patterns reach (Reference, chapter patterns). */
final class PatternExtent {
  private PatternExtent() {}

  /** Passes a pattern with its alternatives; false if there is none at the cursor. */
  static boolean pass(Cursor cursor) {
    cursor.eat('|');
    boolean found = passOne(cursor);
    while (found && cursor.is('|') && !cursor.isJoint("||")) {
      cursor.next();
      found = passOne(cursor);
    }
    return found;
  }

  /** Passes a pattern without alternatives. */
  static boolean passOne(Cursor cursor) {
    if (cursor.atEnd()) {
      return false;
    }
    if (cursor.eat('&')) {
      cursor.eat('&');
      cursor.eatWord("mut");
      return passOne(cursor);
    }
    if (cursor.isGroup('(') || cursor.isGroup('[')) {
      cursor.next();
      return true;
    }
    if (cursor.isJoint("..")) {
      return range(cursor);
    }
    if (cursor.isWord("const") && cursor.isGroup(1, '{')) {
      cursor.moveTo(cursor.index() + 2);
      return range(cursor);
    }
    if (cursor.isWord("ref") || cursor.isWord("mut") || cursor.isWord("box")) {
      cursor.next();
      return passOne(cursor);
    }
    return value(cursor) && range(cursor);
  }

  /** A literal, a path with what belongs to it, or a name with a pattern behind {@code @}. */
  private static boolean value(Cursor cursor) {
    if (cursor.is('-') || cursor.peek().filter(Fragment::isLiteral).isPresent()) {
      cursor.eat('-');
      boolean more = !cursor.atEnd();
      cursor.moveTo(cursor.index() + (more ? 1 : 0));
      return more;
    }
    if (!TypeExtent.passPath(cursor)) {
      return false;
    }
    if (cursor.eat('@')) {
      return passOne(cursor);
    }
    Optional<Tree> behind = cursor.peek(cursor.is('!') ? 1 : 0);
    boolean owned = behind.filter(t -> t instanceof Group group && !group.isBare()).isPresent();
    if (owned && !(cursor.is('!') && cursor.isJoint("!="))) {
      cursor.moveTo(cursor.index() + (cursor.is('!') ? 2 : 1));
    }
    return true;
  }

  private static boolean range(Cursor cursor) {
    boolean range = cursor.eatJoint("..=") || cursor.eatJoint("...") || cursor.eatJoint("..");
    boolean end =
        range
            && !cursor.atEnd()
            && (cursor.is('-')
                || cursor.peek().filter(Fragment::isLiteral).isPresent()
                || cursor.word().filter(w -> !w.isWord("if")).isPresent());
    return !end || value(cursor);
  }
}

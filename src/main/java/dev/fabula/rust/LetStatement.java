package dev.fabula.rust;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a {@code let} statement.
 *
 * @param pattern the pattern
 * @param type the type as written
 * @param value what follows the equals sign, an {@code else} block with it
 */
record LetStatement(List<Tree> pattern, Optional<List<Tree>> type, Optional<List<Tree>> value) {

  /** Passes a statement at the cursor that starts with {@code let}, to its semicolon. */
  static LetStatement read(Cursor cursor) {
    int from = cursor.index() + 1;
    while (!cursor.atEnd() && !cursor.is(';')) {
      cursor.next();
    }
    LetStatement let = of(cursor.since(from));
    cursor.eat(';');
    return let;
  }

  private static LetStatement of(List<Tree> trees) {
    int equals = Statements.assignment(trees);
    List<Tree> left = trees.subList(0, equals);
    int colon = Statements.colon(left);
    Optional<List<Tree>> type = Optional.empty();
    if (colon < left.size()) {
      type = Optional.of(left.subList(colon + 1, left.size()));
    }
    Optional<List<Tree>> value = Optional.empty();
    if (equals < trees.size()) {
      value = Optional.of(trees.subList(equals + 1, trees.size()));
    }
    return new LetStatement(left.subList(0, colon), type, value);
  }
}

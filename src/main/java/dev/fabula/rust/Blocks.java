package dev.fabula.rust;

import java.util.List;

/** What is known of blocks as expressions. */
final class Blocks {
  private final Evaluator evaluator;

  Blocks(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** What is known of the last expression of a block. */
  Evaluation evaluate(List<Tree> block, Scope scope) {
    Cursor cursor = new Cursor(block);
    Scope here = scope;
    while (!cursor.atEnd()) {
      if (!Attributes.outer(cursor).condition().equals(Conditions.ALWAYS)) {
        return Evaluation.unknown("a condition in a block makes its type");
      }
      int from = cursor.index();
      if (cursor.isWord("let")) {
        here = let(cursor, here);
      } else {
        cursor.moveTo(Statements.end(cursor));
        List<Tree> statement = cursor.since(from);
        boolean item = statement.size() > 1 && ItemExtent.startsItem(new Cursor(statement));
        if (item) {
          return Evaluation.unknown("a block with items makes its type");
        }
        if (cursor.atEnd() && !statement.getLast().isPunctuation(';')) {
          return evaluator.evaluate(statement, here);
        }
      }
    }
    return Evaluation.of(new RustType.Tuple(List.of()));
  }

  private static Scope let(Cursor cursor, Scope scope) {
    LetStatement let = LetStatement.read(cursor);
    return Patterns.bind(
        let.pattern(), let.type(), let.value(), Conditions.ALWAYS, cursor.rest(), scope);
  }
}

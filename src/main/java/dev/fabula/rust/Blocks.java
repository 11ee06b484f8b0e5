package dev.fabula.rust;

import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Optional;

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

  private Scope let(Cursor cursor, Scope scope) {
    LetStatement let = LetStatement.read(cursor);
    Optional<Token> stated = statedVariable(let);
    if (stated.isPresent()) {
      return stating(stated.get(), let, scope);
    }
    return Patterns.bind(
        let.pattern(), let.type(), let.value(), Conditions.ALWAYS, cursor.rest(), scope);
  }

  /** The variable of {@code let _: Type = variable;}, which is there to state its type. */
  private static Optional<Token> statedVariable(LetStatement let) {
    boolean nameless = let.pattern().size() == 1 && let.pattern().getFirst().isWord("_");
    return let.value()
        .filter(v -> nameless && let.type().isPresent() && v.size() == 1)
        .map(List::getFirst)
        .filter(Token.class::isInstance)
        .map(Token.class::cast)
        .filter(t -> t.kind() == Kind.WORD);
  }

  private Scope stating(Token variable, LetStatement let, Scope scope) {
    boolean known =
        !(evaluator.evaluate(List.of(variable), scope).type() instanceof RustType.Unknown);
    return known
        ? scope
        : scope.with(
            new Scope.Binding.Variable(
                variable.text(),
                let.type(),
                Optional.empty(),
                List.of(),
                Conditions.ALWAYS,
                List.of(),
                scope,
                Trail.writer(variable)));
  }
}

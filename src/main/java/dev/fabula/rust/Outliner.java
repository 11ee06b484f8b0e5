package dev.fabula.rust;

import dev.fabula.rust.Outline.Declaration;
import dev.fabula.rust.Outline.Invocation;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Walks through the token trees of a file, block by block, and writes down what sites need. */
final class Outliner {
  private final Module module;
  private final AsmNames names;
  private final List<Invocation> invocations = new ArrayList<>();
  private final List<Declaration> declarations = new ArrayList<>();
  private final ExpressionWalker expressions;
  private final ItemWalker items;
  private final Expander macros;

  private Outliner(SourceFile file, AsmNames names, MacroIndex index) {
    this.module = Module.of(file);
    this.names = names;
    this.expressions = new ExpressionWalker(this);
    this.items = new ItemWalker(this);
    this.macros = new Expander(this, file, index);
  }

  /** Reads the outline of a file; calls of macros in the index or in the file are expanded. */
  static Outline read(SourceFile file, MacroIndex index) {
    List<Tree> trees = Trees.of(file).trees();
    Outliner outliner = new Outliner(file, AsmNames.in(trees), index);
    Attributes attributes = Attributes.inner(new Cursor(trees));
    Around top = Around.top(outliner.module);
    outliner.block(trees, top);
    Leftovers.add(trees, outliner.names, outliner.invocations, top);
    return new Outline(
        file,
        outliner.module,
        outliner.invocations.stream().sorted(Comparator.comparing(Invocation::span)).toList(),
        List.copyOf(outliner.declarations),
        attributes.condition(),
        outliner.macros.record());
  }

  /** What expands macro calls. */
  Expander macros() {
    return macros;
  }

  /** The names that stand for asm macros in this file. */
  AsmNames names() {
    return names;
  }

  /** Writes down an invocation. */
  void add(Invocation invocation) {
    invocations.add(invocation);
  }

  /** Writes down a module in another file. */
  void add(Declaration declaration) {
    declarations.add(declaration);
  }

  /** Walks through an expression; the result is what is around its end. */
  Around expression(List<Tree> trees, Around around) {
    return expressions.walk(trees, around);
  }

  /** Walks through the items and statements of a block. */
  void block(List<Tree> trees, Around around) {
    inline(trees, around.block());
  }

  /**
   * Walks through items and statements that stand as if there were no block around them; the result
   * is what is around their end.
   */
  Around inline(List<Tree> trees, Around around) {
    Cursor cursor = new Cursor(trees);
    Around here = around.when(Attributes.inner(cursor).condition());
    Tail tail = Tail.of(trees, here.result());
    here = here.yielding(Optional.empty());
    while (!cursor.atEnd()) {
      here = statement(cursor, here, tail);
    }
    return here;
  }

  private Around statement(Cursor cursor, Around around, Tail tail) {
    int start = cursor.index();
    Attributes attributes = Attributes.outer(cursor);
    Around inner = around.when(attributes.condition()).enabling(attributes.features());
    if (cursor.atEnd() || items.item(cursor, attributes, inner)) {
      return around;
    }
    if (cursor.isWord("let")) {
      return let(cursor, attributes.condition(), around, tail);
    }
    int from = cursor.index();
    cursor.moveTo(Statements.end(cursor));
    List<Tree> statement = cursor.since(from);
    if (cursor.index() == start) {
      throw new IllegalStateException("no progress at " + cursor.spanHere(module.file().span()));
    }
    if (tail.isBlock(statement)) {
      block(((Group) statement.getLast()).trees(), inner.yielding(tail.type()));
      return around;
    }
    if (Expander.isCall(statement)) {
      Around call = tail.isLast(statement) ? inner.yielding(tail.type()) : inner;
      return around.with(expression(statement, call).scope());
    }
    expression(statement, inner);
    return around;
  }

  private Around let(Cursor cursor, Condition condition, Around around, Tail tail) {
    int from = cursor.index() + 1;
    LetStatement let = LetStatement.read(cursor);
    Around inner = around.when(condition).yielding(let.type());
    let.value().ifPresent(value -> value(value, inner));
    Optional<List<Tree>> type = let.type().or(() -> tail.typeOf(let.pattern(), from));
    return around.with(
        Patterns.bind(let.pattern(), type, let.value(), condition, cursor.rest(), around.scope()));
  }

  private void value(List<Tree> value, Around around) {
    if (Tail.isPlainBlock(value)) {
      block(((Group) value.getLast()).trees(), around);
    } else {
      expression(value, around.yielding(Optional.empty()));
    }
  }

  /** The word at a place in a list, if there is one. */
  static Optional<Token> wordAt(List<Tree> trees, int at) {
    boolean word =
        at >= 0
            && at < trees.size()
            && trees.get(at) instanceof Token token
            && token.kind() == Kind.WORD;
    return word ? Optional.of((Token) trees.get(at)) : Optional.empty();
  }
}

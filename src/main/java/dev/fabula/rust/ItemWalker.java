package dev.fabula.rust;

import dev.fabula.rust.Around.FunctionHead;
import dev.fabula.rust.Outline.Declaration;
import dev.fabula.rust.Scope.Binding;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks through items and adds what they name to their module. */
final class ItemWalker {
  private static final Set<String> QUALIFIERS =
      Set.of("default", "const", "async", "unsafe", "safe", "extern", "gen", "auto", "static");

  private final Outliner outliner;
  private Optional<String> foreignAbi = Optional.empty();

  ItemWalker(Outliner outliner) {
    this.outliner = outliner;
  }

  /** Passes an item at the cursor, if there is one; macro calls are expressions here. */
  boolean item(Cursor cursor, Attributes attributes, Around around) {
    int start = cursor.index();
    skipVisibility(cursor);
    int ahead = qualifiers(cursor);
    String keyword = cursor.token(ahead, Kind.WORD).map(Token::text).orElse("");
    boolean found =
        switch (keyword) {
          case "fn" -> function(cursor, start, ahead, attributes, around);
          case "impl", "trait" -> implementation(cursor, ahead, keyword, around);
          case "mod" -> module(cursor, ahead, attributes, around);
          case "struct" -> struct(cursor, around);
          case "union" -> isUnion(cursor) && struct(cursor, around);
          case "enum" -> other(cursor, around);
          case "type" -> alias(cursor, around);
          case "use" -> use(cursor, around);
          case "macro_rules", "macro" -> macro(cursor, keyword, around);
          default -> constant(cursor, around) || foreign(cursor, around);
        };
    if (!found) {
      cursor.moveTo(start);
    }
    return found;
  }

  private static void skipVisibility(Cursor cursor) {
    boolean metavariable =
        cursor.is('$')
            && cursor.token(1, Kind.WORD).isPresent()
            && (cursor.token(2, Kind.WORD).isPresent() && !cursor.isWord(2, "as"));
    if (metavariable) {
      cursor.moveTo(cursor.index() + 2);
    }
    if (cursor.eatWord("pub")) {
      cursor.eatGroup('(');
    } else if (cursor.isWord("crate") && cursor.token(1, Kind.WORD).isPresent()) {
      cursor.next();
    }
  }

  /** How many trees of qualifiers stand before an item's keyword. */
  private static int qualifiers(Cursor cursor) {
    int ahead = 0;
    while (cursor.token(ahead, Kind.WORD).filter(w -> QUALIFIERS.contains(w.text())).isPresent()) {
      ahead++;
      boolean abi =
          cursor.isWord(ahead - 1, "extern")
              && cursor.peek(ahead).filter(Literals::isString).isPresent();
      ahead += abi ? 1 : 0;
      boolean metavariable = cursor.isWord(ahead - 1, "extern") && cursor.is(ahead, '$');
      ahead += metavariable ? 2 : 0;
    }
    return ahead;
  }

  private boolean function(
      Cursor cursor, int start, int ahead, Attributes attributes, Around around) {
    int name = ahead + (cursor.is(ahead + 1, '$') ? 2 : 1);
    boolean named = cursor.token(name, Kind.WORD).isPresent();
    if (!named) {
      return false;
    }
    FunctionSyntax syntax = FunctionSyntax.parse(cursor, start, ahead);
    Scope outside = itemScope(around);
    boolean generic = !syntax.generics().isEmpty() || Types.hasGenerics(outside);
    Module body = outside.module().body();
    Scope scope = withGenerics(outside.inside(body), syntax.generics());
    FunctionHead head = syntax.head(attributes, generic, scope);
    register(
        outside,
        new Item.Function(
            syntax.name(),
            around.condition(),
            scope,
            foreignAbi.orElse(syntax.abi()),
            syntax.parameters().stream().map(p -> List.copyOf(p.type())).toList(),
            List.copyOf(syntax.result())));
    Scope inside = scope;
    for (Around.Parameter p : syntax.parameters()) {
      inside = parameter(p, inside);
    }
    Around inner = around.with(inside).in(head).yielding(resultOf(syntax));
    syntax.body().ifPresent(group -> outliner.block(group.trees(), inner));
    return true;
  }

  private static Optional<List<Tree>> resultOf(FunctionSyntax syntax) {
    return syntax.result().isEmpty() ? Optional.empty() : Optional.of(syntax.result());
  }

  private static Scope parameter(Around.Parameter parameter, Scope scope) {
    if (parameter.pattern().size() == 1 && parameter.pattern().getFirst().isWord("self")) {
      return scope.with(Binding.Variable.typed("self", parameter.type(), scope));
    }
    return parameter.type().isEmpty()
        ? scope
        : Patterns.bindParameter(parameter.pattern(), Optional.of(parameter.type()), scope);
  }

  private static Scope withGenerics(Scope scope, List<String> generics) {
    Scope result = scope;
    for (String name : generics) {
      result = result.with(new Binding.Parameter(name));
    }
    return result;
  }

  /** The scope of an item: in a function it sees the items of the body but no variables. */
  private static Scope itemScope(Around around) {
    Scope scope = around.scope();
    return around.function().isPresent() ? Scope.of(scope.module()) : scope;
  }

  private static void register(Scope scope, Item item) {
    Module module = scope.module();
    switch (Types.self(scope).orElse(null)) {
      case null -> module.add(item);
      case Binding.SelfType self ->
          Types.head(self.type()).ifPresent(owner -> module.addMember(owner, item));
      case Binding.SelfTrait self -> module.addMember(self.trait(), item);
    }
  }

  private boolean implementation(Cursor cursor, int ahead, String keyword, Around around) {
    cursor.moveTo(cursor.index() + ahead + 1);
    Optional<Token> name = keyword.equals("trait") ? cursor.eatWord() : Optional.empty();
    List<String> generics = FunctionSyntax.generics(cursor);
    int from = cursor.index();
    while (!cursor.atEnd() && !cursor.isGroup('{') && !cursor.is(';')) {
      cursor.next();
    }
    List<Tree> header = cursor.since(from);
    Optional<Group> body = cursor.eatGroup('{');
    cursor.eat(';');
    Scope outside = itemScope(around);
    Scope scope;
    if (name.isPresent()) {
      outside.module().add(new Item.Other(name.get().text(), around.condition(), outside));
      scope = withGenerics(outside, generics).with(new Binding.SelfTrait(name.get().text()));
    } else {
      Scope inside = withGenerics(outside, generics);
      scope =
          inside.with(new Binding.SelfType(List.copyOf(FunctionSyntax.selfType(header)), inside));
    }
    Around inner = around.outsideFunction().with(scope);
    body.ifPresent(group -> outliner.block(group.trees(), inner));
    return true;
  }

  private boolean module(Cursor cursor, int ahead, Attributes attributes, Around around) {
    Optional<Token> name = cursor.token(ahead + 1, Kind.WORD);
    if (name.isEmpty()) {
      return false;
    }
    cursor.moveTo(cursor.index() + ahead + 2);
    String plain = name.get().text().replace("r#", "");
    Module here = around.scope().module();
    if (cursor.isGroup('{')) {
      List<Tree> trees = ((Group) cursor.next()).trees();
      Around inner = around.outsideFunction().with(Scope.of(here.child(plain)));
      outliner.inline(trees, attributes.has("macro_use") ? inner : inner.block());
      return true;
    }
    cursor.eat(';');
    List<Attributes.Attribute> paths = attributes.named("path");
    for (Attributes.Attribute path : paths) {
      Condition condition = around.when(path.when()).condition();
      outliner.add(new Declaration(plain, here.path(), Attributes.value(path), condition));
    }
    if (paths.stream().noneMatch(p -> p.when().equals(Conditions.ALWAYS))) {
      outliner.add(new Declaration(plain, here.path(), Optional.empty(), around.condition()));
    }
    return true;
  }

  private boolean struct(Cursor cursor, Around around) {
    cursor.next();
    Optional<Token> name = cursor.eatWord();
    List<String> generics = FunctionSyntax.generics(cursor);
    while (!cursor.atEnd() && !startsFields(cursor) && !cursor.is(';')) {
      cursor.next();
    }
    Optional<Group> fields = cursor.isGroup('{') ? cursor.eatGroup('{') : cursor.eatGroup('(');
    if (fields.filter(g -> g.isGroup('(')).isPresent()) {
      skipToSemicolon(cursor);
    }
    cursor.eat(';');
    Scope scope = withGenerics(itemScope(around), generics);
    Map<String, List<Tree>> types = fields.map(FunctionSyntax::fields).orElse(Map.of());
    name.map(n -> new Item.Struct(n.text(), around.condition(), scope, types, generics))
        .ifPresent(scope.module()::add);
    return true;
  }

  /** {@code union} is a keyword only where it can be nothing else. */
  private static boolean isUnion(Cursor cursor) {
    return cursor.token(1, Kind.WORD).isPresent() && (cursor.isGroup(2, '{') || cursor.is(2, '<'));
  }

  /** Whether a group is here that no macro repetition owns. */
  private static boolean startsFields(Cursor cursor) {
    boolean repetition = cursor.previous().filter(t -> t.isPunctuation('$')).isPresent();
    return cursor.isGroup('{') || cursor.isGroup('(') && !repetition;
  }

  private boolean other(Cursor cursor, Around around) {
    Optional<Token> name = cursor.token(1, Kind.WORD);
    if (name.isEmpty()) {
      return false;
    }
    Scope scope = around.scope();
    scope.module().add(new Item.Other(name.get().text(), around.condition(), scope));
    while (!cursor.atEnd() && !cursor.isGroup('{')) {
      cursor.next();
    }
    cursor.eatGroup('{').ifPresent(g -> outliner.expression(g.trees(), around));
    return true;
  }

  private boolean alias(Cursor cursor, Around around) {
    Optional<Token> name = cursor.token(1, Kind.WORD);
    if (name.isEmpty()) {
      return false;
    }
    cursor.moveTo(cursor.index() + 2);
    List<String> generics = FunctionSyntax.generics(cursor);
    int from = cursor.index();
    skipToSemicolon(cursor);
    List<Tree> trees = cursor.since(from);
    int equals = Statements.assignment(trees);
    cursor.eat(';');
    if (equals < trees.size()) {
      List<Tree> type = List.copyOf(trees.subList(equals + 1, trees.size()));
      Scope outside = itemScope(around);
      Scope scope = withGenerics(outside, generics);
      boolean generic = !generics.isEmpty();
      register(
          outside, new Item.Alias(name.get().text(), around.condition(), scope, type, generic));
    }
    return true;
  }

  private boolean use(Cursor cursor, Around around) {
    cursor.next();
    int from = cursor.index();
    skipToSemicolon(cursor);
    Uses.read(cursor.since(from), around.condition(), around.scope());
    cursor.eat(';');
    return true;
  }

  private boolean macro(Cursor cursor, String keyword, Around around) {
    boolean rules = keyword.equals("macro_rules");
    int name = rules ? 2 : 1;
    boolean definition = rules == cursor.is(1, '!') && cursor.token(name, Kind.WORD).isPresent();
    if (!definition) {
      return false;
    }
    Token text = cursor.token(name, Kind.WORD).orElseThrow();
    cursor.moveTo(cursor.index() + name + 1);
    Optional<Group> matcher = rules ? Optional.empty() : cursor.eatGroup('(');
    if (!(cursor.peek().orElse(null) instanceof Group body)) {
      return false;
    }
    cursor.next();
    cursor.eat(';');
    outliner.macros().define(text, new MacroDefinition.Body(matcher, body), around);
    return true;
  }

  /** A constant or static; {@code const {…}} is an expression and {@code const fn} a function. */
  private boolean constant(Cursor cursor, Around around) {
    int at = cursor.isWord("unsafe") || cursor.isWord("safe") ? 1 : 0;
    boolean isStatic = cursor.isWord(at, "static");
    if (!isStatic && !cursor.isWord(at, "const")) {
      return false;
    }
    int name = at + 1 + (cursor.isWord(at + 1, "mut") ? 1 : 0);
    if (cursor.token(name, Kind.WORD).isEmpty() || !cursor.is(name + 1, ':')) {
      return false;
    }
    String text = cursor.token(name, Kind.WORD).orElseThrow().text();
    int from = cursor.index() + name + 2;
    cursor.moveTo(from);
    skipToSemicolon(cursor);
    List<Tree> trees = cursor.since(from);
    int equals = Statements.assignment(trees);
    List<Tree> value = List.copyOf(trees.subList(Math.min(equals + 1, trees.size()), trees.size()));
    List<Tree> type = List.copyOf(trees.subList(0, equals));
    cursor.eat(';');
    Scope scope = itemScope(around);
    register(scope, new Item.Constant(text, around.condition(), scope, type, value, isStatic));
    outliner.expression(value, around);
    return true;
  }

  /** A block of foreign items or an {@code extern crate}. */
  private boolean foreign(Cursor cursor, Around around) {
    int at = cursor.isWord("unsafe") ? 1 : 0;
    if (!cursor.isWord(at, "extern")) {
      return false;
    }
    if (cursor.isWord(at + 1, "crate")) {
      skipToSemicolon(cursor);
      cursor.eat(';');
      return true;
    }
    int block = at + (cursor.peek(at + 1).filter(Literals::isString).isPresent() ? 2 : 1);
    if (!cursor.isGroup(block, '{')) {
      return false;
    }
    Group group = (Group) cursor.peek(block).orElseThrow();
    foreignAbi = Optional.of(FunctionSyntax.abi(cursor, block));
    cursor.moveTo(cursor.index() + block + 1);
    outliner.block(group.trees(), around);
    foreignAbi = Optional.empty();
    return true;
  }

  private static void skipToSemicolon(Cursor cursor) {
    while (!cursor.atEnd() && !cursor.is(';')) {
      cursor.next();
    }
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks through expressions: finds blocks, macros and the variables that they bind. */
final class ExpressionWalker {
  private static final Set<String> BEFORE_OPERAND =
      Set.of(
          "return", "break", "in", "move", "if", "while", "match", "else", "async", "as", "static");
  private static final Set<String> NOT_CODE =
      Set.of("stringify", "include_str", "include_bytes", "compile_error", "cfg", "line", "file");

  private final Outliner outliner;

  ExpressionWalker(Outliner outliner) {
    this.outliner = outliner;
  }

  /** Whether a macro's arguments are no code. */
  static boolean isNoCode(String macro) {
    return NOT_CODE.contains(macro);
  }

  /** Walks through the trees of an expression; the result is what is around its end. */
  Around walk(List<Tree> trees, Around around) {
    Cursor cursor = new Cursor(trees);
    Around here = around;
    while (!cursor.atEnd()) {
      here = step(cursor, trees, here);
    }
    return here;
  }

  private Around step(Cursor cursor, List<Tree> trees, Around around) {
    if (cursor.is('#') && cursor.isGroup(1, '[')) {
      return around.when(Attributes.outer(cursor).condition());
    }
    if (cursor.is('|') && startsOperand(trees, cursor.index())) {
      return closure(cursor, trees, around);
    }
    if (cursor.word().isPresent() || cursor.isJoint("::") || cursor.is('$')) {
      return word(cursor, trees, around);
    }
    Tree tree = cursor.next();
    if (tree instanceof Group group) {
      boolean repetition = cursor.index() > 1 && cursor.is(-2, '$');
      group(group, repetition, around);
    }
    return around;
  }

  private void group(Group group, boolean repetition, Around around) {
    if (group.isGroup('{') || repetition) {
      outliner.block(group.trees(), around);
    } else if (group.isBare()) {
      walk(group.trees(), around);
    } else {
      list(group.trees(), around);
    }
  }

  private void list(List<Tree> trees, Around around) {
    for (List<Tree> part : Lists.split(trees, ',')) {
      for (List<Tree> piece : Lists.split(part, ';')) {
        walk(piece, around);
      }
    }
  }

  private Around word(Cursor cursor, List<Tree> trees, Around around) {
    if (cursor.isWord("if") || cursor.isWord("while")) {
      conditional(cursor, trees, around);
      return around;
    }
    if (cursor.isWord("match")) {
      match(cursor, trees, around);
      return around;
    }
    if (cursor.isWord("for") && !cursor.is(1, '<')) {
      loop(cursor, trees, around);
      return around;
    }
    if (cursor.eatWord("let")) {
      int from = cursor.index();
      cursor.moveTo(from + Statements.assignment(cursor.rest()));
      return around.with(around.scope().hiding(Patterns.names(cursor.since(from))));
    }
    return path(cursor, trees, around);
  }

  private void conditional(Cursor cursor, List<Tree> trees, Around around) {
    int from = cursor.index() + 1;
    int brace = Statements.brace(trees, from);
    List<Tree> header = trees.subList(from, brace);
    Optional<Condition> condition = staticPart(header);
    Around inner = walk(header, around).when(condition.orElse(Conditions.ALWAYS));
    cursor.moveTo(brace);
    cursor.eatGroup('{').ifPresent(g -> outliner.block(g.trees(), inner));
    if (!cursor.eatWord("else")) {
      return;
    }
    Around otherwise = condition.map(c -> around.when(c.negated())).orElse(around);
    if (cursor.isWord("if")) {
      conditional(cursor, trees, otherwise);
    } else {
      cursor.eatGroup('{').ifPresent(g -> outliner.block(g.trees(), otherwise));
    }
  }

  private static Optional<Condition> staticPart(List<Tree> header) {
    for (int i = 0; i + 1 < header.size(); i++) {
      if (header.get(i).isWord("cfg") && header.get(i + 1).isPunctuation('!')) {
        return Optional.of(Conditions.expression(header));
      }
    }
    return Optional.empty();
  }

  private void match(Cursor cursor, List<Tree> trees, Around around) {
    int from = cursor.index() + 1;
    int brace = Statements.brace(trees, from);
    Around inner = walk(trees.subList(from, brace), around);
    cursor.moveTo(brace);
    cursor.eatGroup('{').ifPresent(g -> arms(new Cursor(g.trees()), inner));
  }

  private void arms(Cursor cursor, Around around) {
    while (!cursor.atEnd()) {
      Around inner = around.when(Attributes.outer(cursor).condition());
      int from = cursor.index();
      while (!cursor.atEnd() && !cursor.isJoint("=>")) {
        cursor.next();
      }
      List<Tree> pattern = cursor.since(from);
      inner = inner.with(inner.scope().hiding(Patterns.names(pattern)));
      guard(pattern, inner);
      cursor.eatJoint("=>");
      int body = cursor.index();
      cursor.moveTo(armEnd(cursor));
      walk(cursor.since(body), inner);
      cursor.eat(',');
    }
  }

  private void guard(List<Tree> pattern, Around around) {
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).isWord("if")) {
        walk(pattern.subList(i + 1, pattern.size()), around);
        return;
      }
    }
  }

  private static int armEnd(Cursor cursor) {
    int start = cursor.index();
    boolean block = cursor.isGroup('{');
    if (block) {
      cursor.next();
    }
    boolean more = !block || cursor.is('.') || cursor.is('?');
    while (more && !cursor.atEnd() && !cursor.is(',')) {
      cursor.next();
    }
    int end = cursor.index();
    cursor.moveTo(start);
    return end;
  }

  private void loop(Cursor cursor, List<Tree> trees, Around around) {
    int from = cursor.index() + 1;
    int in = from;
    while (in < trees.size() && !trees.get(in).isWord("in") && !endsHeader(trees, in)) {
      in++;
    }
    if (in == trees.size() || !trees.get(in).isWord("in")) {
      cursor.next();
      return;
    }
    int brace = Statements.brace(trees, in);
    walk(trees.subList(Math.min(in + 1, brace), brace), around);
    Scope scope = around.scope().hiding(Patterns.names(trees.subList(from, in)));
    cursor.moveTo(brace);
    cursor.eatGroup('{').ifPresent(g -> outliner.block(g.trees(), around.with(scope)));
  }

  /** Whether a brace group is no struct pattern, so that a {@code for} is not one of a loop. */
  private static boolean endsHeader(List<Tree> trees, int at) {
    boolean pattern = at + 1 < trees.size() && trees.get(at + 1).isWord("in");
    return trees.get(at).isGroup('{') && !pattern;
  }

  private static boolean startsOperand(List<Tree> trees, int at) {
    if (at == 0) {
      return true;
    }
    return switch (trees.get(at - 1)) {
      case Group _ -> false;
      case Token token ->
          switch (token.kind()) {
            case PUNCTUATION -> !token.isPunctuation('?');
            case WORD -> BEFORE_OPERAND.contains(token.text());
            default -> false;
          };
    };
  }

  private Around closure(Cursor cursor, List<Tree> trees, Around around) {
    cursor.next();
    int from = cursor.index();
    while (!cursor.atEnd() && !cursor.is('|')) {
      cursor.next();
    }
    List<Tree> parameters = trees.subList(from, cursor.index());
    cursor.eat('|');
    Scope scope = around.scope();
    for (List<Tree> parameter : Lists.splitTypes(parameters)) {
      int colon = Statements.colon(parameter);
      Optional<List<Tree>> type = Optional.empty();
      if (colon < parameter.size()) {
        type = Optional.of(parameter.subList(colon + 1, parameter.size()));
      }
      List<Tree> pattern = parameter.subList(0, colon);
      scope = Patterns.bindParameter(pattern, type, scope);
    }
    return around.with(scope);
  }

  /** Passes a path, and the macro that it calls if it calls one. */
  private Around path(Cursor cursor, List<Tree> trees, Around around) {
    int start = cursor.index();
    List<String> path = readPath(cursor);
    boolean macro = !path.isEmpty() && cursor.is('!') && cursor.peek(1).isPresent();
    if (!macro || !(cursor.peek(1).orElseThrow() instanceof Group group)) {
      return around;
    }
    cursor.moveTo(cursor.index() + 2);
    MacroCall call = new MacroCall(path, trees.get(start), group);
    Optional<String> asm = outliner.names().macro(path);
    return asm.isPresent() ? asm(call, asm.get(), around) : arguments(call, around);
  }

  /** Another macro may have the name that stands for the compiler's under other conditions. */
  private Around asm(MacroCall call, String macro, Around around) {
    boolean renamed = !call.name().equals(macro) && call.path().size() == 1;
    if (renamed) {
      outliner.macros().call(call, around);
    }
    Condition rest = renamed ? outliner.macros().otherwise(call, around) : Conditions.ALWAYS;
    Around here = around.when(rest);
    if (Possibility.ever(here.condition()) || !renamed) {
      outliner.macros().invocations(call, macro, here).forEach(outliner::add);
    }
    if (Operands.holdCode(call.arguments().trees())) {
      list(Bare.open(call.arguments().trees()), here);
    }
    return around;
  }

  /** Passes a path at the cursor; empty if there is none. */
  static List<String> readPath(Cursor cursor) {
    List<String> path = new ArrayList<>();
    boolean dollar = cursor.eat('$');
    cursor.eatJoint("::");
    Optional<Token> word = cursor.eatWord();
    if (word.isEmpty()) {
      return path;
    }
    path.add((dollar ? "$" : "") + word.get().text());
    while (cursor.isJoint("::") && cursor.token(2, Kind.WORD).isPresent()) {
      cursor.moveTo(cursor.index() + 2);
      path.add(cursor.eatWord().orElseThrow().text());
    }
    return path;
  }

  private Around arguments(MacroCall call, Around around) {
    List<Tree> trees = Bare.open(call.arguments().trees());
    switch (call.name()) {
      case "cfg_if" -> MacroWalker.cfgIf(outliner, trees, around);
      case "cfg_select", "cfg_match" -> MacroWalker.cfgSelect(outliner, trees, around);
      default -> {
        if (!isNoCode(call.name())) {
          return outliner.macros().call(call, around).orElseGet(() -> other(call, trees, around));
        }
      }
    }
    return around;
  }

  /** A macro that is not expanded is taken for one that writes its arguments. */
  private Around other(MacroCall call, List<Tree> trees, Around around) {
    Module body = around.scope().module().body();
    Scope scope = around.scope().inside(body);
    outliner.inline(trees, around.with(scope).inArguments(call.name()));
    return around;
  }
}

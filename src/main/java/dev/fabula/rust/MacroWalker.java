package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import java.util.List;

/** Walks through macro definitions and through the arguments of macros that only select code. */
final class MacroWalker {
  private MacroWalker() {}

  /** {@code if #[cfg(a)] { … } else if #[cfg(b)] { … } else { … }}. */
  static void cfgIf(Outliner outliner, List<Tree> trees, Around around) {
    Cursor cursor = new Cursor(trees);
    Around rest = around;
    while (!cursor.atEnd()) {
      cursor.eatWord("else");
      boolean guarded = cursor.eatWord("if");
      Condition condition = guarded ? Attributes.outer(cursor).condition() : Conditions.ALWAYS;
      Around inner = rest.when(condition);
      if (cursor.isGroup('{')) {
        outliner.inline(((Group) cursor.next()).trees(), inner);
      } else if (!cursor.atEnd()) {
        cursor.next();
      }
      rest = guarded ? rest.when(condition.negated()) : rest;
    }
  }

  /** {@code a => { … } b => expression, _ => { … }}. */
  static void cfgSelect(Outliner outliner, List<Tree> trees, Around around) {
    Cursor cursor = new Cursor(trees);
    Around rest = around;
    while (!cursor.atEnd()) {
      int from = cursor.index();
      while (!cursor.atEnd() && !cursor.isJoint("=>")) {
        cursor.next();
      }
      List<Tree> guard = cursor.since(from);
      boolean wild = guard.size() == 1 && guard.getFirst().isWord("_");
      Condition condition = wild ? Conditions.ALWAYS : Conditions.predicate(guard);
      cursor.eatJoint("=>");
      selected(outliner, cursor, rest.when(condition));
      cursor.eat(',');
      rest = wild ? rest : rest.when(condition.negated());
    }
  }

  private static void selected(Outliner outliner, Cursor cursor, Around around) {
    if (cursor.isGroup('{')) {
      outliner.inline(((Group) cursor.next()).trees(), around);
      return;
    }
    int from = cursor.index();
    while (!cursor.atEnd() && !cursor.is(',')) {
      cursor.next();
    }
    outliner.expression(cursor.since(from), around);
  }

  /** The rules of a macro definition: only what they write is code. */
  static void rules(Outliner outliner, Token name, List<Tree> rules, Around around) {
    Around inside = around.inDefinition(name.text(), name.span());
    for (int i = 0; i + 2 < rules.size(); i++) {
      if (Lists.isJoint(rules, i, "=>") && rules.get(i + 2) instanceof Group group) {
        outliner.block(group.trees(), inside);
      }
    }
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code use} declarations. */
final class Uses {
  private Uses() {}

  /** Adds every name that a use tree brings in to the scope's module. */
  static void read(List<Tree> tree, Condition condition, Scope scope) {
    read(tree, List.of(), condition, scope);
  }

  private static void read(List<Tree> tree, List<String> prefix, Condition condition, Scope scope) {
    List<String> path = new ArrayList<>(prefix);
    Cursor cursor = new Cursor(tree);
    if (cursor.isJoint("::")) {
      path.add("::");
    }
    while (!cursor.atEnd() && !cursor.isWord("as")) {
      Tree next = cursor.next();
      if (next instanceof Group group) {
        Lists.split(group.trees(), ',').forEach(part -> read(part, path, condition, scope));
        return;
      }
      if (next.isPunctuation('*')) {
        scope.module().add(new Item.Use("*", condition, scope, List.copyOf(path)));
        return;
      }
      if (next instanceof Token word && word.kind() == Kind.WORD) {
        path.add(word.text());
      }
    }
    add(cursor, path, condition, scope);
  }

  private static void add(Cursor cursor, List<String> path, Condition condition, Scope scope) {
    if (path.size() > 1 && path.getLast().equals("self")) {
      path.removeLast();
    }
    if (path.isEmpty()) {
      return;
    }
    cursor.eatWord("as");
    String name = cursor.word().map(Token::text).orElse(path.getLast());
    scope.module().add(new Item.Use(name, condition, scope, List.copyOf(path)));
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Scope.Binding;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The variables that patterns bind. */
final class Patterns {
  private static final Set<String> KEYWORDS =
      Set.of("ref", "mut", "box", "_", "true", "false", "self", "Self", "crate", "super", "if");

  private Patterns() {}

  /**
   * Adds the variables of a pattern to a scope, with types where pattern and type have the same
   * plain shape.
   *
   * @param type the type as written, if there is one
   * @param value the first value, if there is one
   * @param after the trees that follow in the same block
   */
  static Scope bind(
      List<Tree> pattern,
      Optional<List<Tree>> type,
      Optional<List<Tree>> value,
      Condition condition,
      List<Tree> after,
      Scope scope) {
    Source source = new Source(type, value, List.of(), condition, after, scope);
    return bind(pattern, source, scope);
  }

  /** Adds the variables of a parameter's pattern to a scope. */
  static Scope bindParameter(List<Tree> pattern, Optional<List<Tree>> type, Scope scope) {
    return bind(pattern, type, Optional.empty(), Conditions.ALWAYS, List.of(), scope);
  }

  /** All names that a pattern may bind, too many rather than too few. */
  static List<Token> names(List<Tree> pattern) {
    List<Token> names = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      switch (pattern.get(i)) {
        case Group group -> names.addAll(names(group.trees()));
        case Token token -> {
          if (bindsAt(pattern, i, token)) {
            names.add(token);
          }
        }
      }
    }
    return names;
  }

  private static boolean bindsAt(List<Tree> pattern, int at, Token token) {
    if (token.kind() != Kind.WORD || KEYWORDS.contains(token.text())) {
      return false;
    }
    Tree next = at + 1 < pattern.size() ? pattern.get(at + 1) : null;
    boolean path = next != null && Lists.isJoint(pattern, at + 1, "::");
    boolean previous = at > 1 && Lists.isJoint(pattern, at - 2, "::");
    return !path && !previous && !(next instanceof Group);
  }

  /** Where a pattern's value comes from. */
  private record Source(
      Optional<List<Tree>> type,
      Optional<List<Tree>> value,
      List<Integer> steps,
      Condition condition,
      List<Tree> after,
      Scope at) {

    Source step(int step) {
      List<Integer> more = new ArrayList<>(steps);
      more.add(step);
      return new Source(type, value, List.copyOf(more), condition, after, at);
    }
  }

  private static Scope bind(List<Tree> pattern, Source source, Scope scope) {
    Cursor cursor = new Cursor(pattern);
    if (cursor.is('&')) {
      cursor.next();
      cursor.eatWord("mut");
      return bind(cursor.rest(), source.step(-1), scope);
    }
    boolean reference = cursor.eatWord("ref");
    cursor.eatWord("mut");
    List<Tree> rest = cursor.rest();
    if (!reference && rest.size() == 1 && rest.getFirst() instanceof Token token) {
      return bindsAt(rest, 0, token) ? scope.with(variable(token, source)) : scope;
    }
    if (!reference && rest.size() == 1 && rest.getFirst() instanceof Group group) {
      return bindTuple(group, source, scope);
    }
    return scope.hiding(names(pattern));
  }

  private static Scope bindTuple(Group group, Source source, Scope scope) {
    List<List<Tree>> parts = Lists.split(group.trees(), ',');
    boolean rest = parts.stream().anyMatch(p -> p.size() == 2 && Lists.isJoint(p, 0, ".."));
    if (!group.isGroup('(') || rest) {
      return scope.hiding(names(group.trees()));
    }
    boolean parentheses = parts.size() == 1 && !group.trees().getLast().isPunctuation(',');
    Scope bound = scope;
    for (int i = 0; i < parts.size(); i++) {
      bound = bind(parts.get(i), parentheses ? source : source.step(i), bound);
    }
    return bound;
  }

  private static Binding variable(Token name, Source source) {
    return new Binding.Variable(
        name.text(),
        source.type(),
        source.value(),
        source.steps(),
        source.condition(),
        source.after(),
        source.at(),
        Trail.writer(name));
  }
}

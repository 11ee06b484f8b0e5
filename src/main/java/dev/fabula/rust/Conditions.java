package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads conditions from token trees. */
final class Conditions {
  /** Always met. */
  static final Condition ALWAYS = new Condition.All(List.of());

  private Conditions() {}

  /** The predicate in the parentheses of {@code cfg(…)}. */
  static Condition predicate(List<Tree> trees) {
    List<Condition> parts = list(trees);
    return parts.size() == 1 ? parts.getFirst() : opaque(trees);
  }

  /** Predicates separated by commas. */
  static List<Condition> list(List<Tree> trees) {
    List<Condition> parts = new ArrayList<>();
    for (List<Tree> part : Lists.split(trees, ',')) {
      parts.add(one(part));
    }
    return parts;
  }

  private static Condition one(List<Tree> trees) {
    Cursor cursor = new Cursor(trees);
    Optional<Token> name = cursor.eatWord();
    if (name.isEmpty()) {
      return opaque(trees);
    }
    String key = name.get().text();
    if (cursor.atEnd()) {
      return constant(key);
    }
    if (trees.size() == 2 && cursor.isGroup('(')) {
      return compound(key, ((Group) cursor.next()).trees(), trees);
    }
    if (trees.size() == 3 && cursor.eat('=') && Literals.isString(trees.get(2))) {
      return valued(key, (Token) trees.get(2));
    }
    return opaque(trees);
  }

  private static Condition constant(String key) {
    return switch (key) {
      case "true" -> ALWAYS;
      case "false" -> new Condition.Any(List.of());
      default -> new Condition.Atom(key, Optional.empty());
    };
  }

  private static Condition valued(String key, Token literal) {
    try {
      return new Condition.Atom(key, Optional.of(Literals.string(literal).text()));
    } catch (Fault e) {
      return new Condition.Opaque(key);
    }
  }

  private static Condition compound(String key, List<Tree> inner, List<Tree> all) {
    List<Condition> parts = list(inner);
    return switch (key) {
      case "all" -> new Condition.All(parts);
      case "any" -> new Condition.Any(parts);
      case "not" -> parts.size() == 1 ? new Condition.Not(parts.getFirst()) : opaque(all);
      case "target" -> new Condition.All(prefixed(parts));
      default -> opaque(all);
    };
  }

  private static List<Condition> prefixed(List<Condition> parts) {
    List<Condition> result = new ArrayList<>();
    for (Condition part : parts) {
      boolean atom = part instanceof Condition.Atom;
      result.add(
          atom
              ? new Condition.Atom(
                  "target_" + ((Condition.Atom) part).key(), ((Condition.Atom) part).value())
              : part);
    }
    return result;
  }

  /**
   * A boolean expression made of {@code cfg!(…)}, {@code !}, {@code &&}, {@code ||} and
   * parentheses; any other part is unknown.
   */
  static Condition expression(List<Tree> trees) {
    List<List<Tree>> alternatives = Lists.splitJoint(trees, "||");
    if (alternatives.size() > 1) {
      return new Condition.Any(alternatives.stream().map(Conditions::expression).toList());
    }
    List<List<Tree>> parts = Lists.splitJoint(trees, "&&");
    if (parts.size() > 1) {
      return new Condition.All(parts.stream().map(Conditions::expression).toList());
    }
    Cursor cursor = new Cursor(trees);
    if (cursor.eat('!')) {
      return expression(cursor.rest()).negated();
    }
    if (trees.size() == 1 && cursor.isGroup('(')) {
      return expression(((Group) trees.getFirst()).trees());
    }
    return invocation(trees);
  }

  private static Condition invocation(List<Tree> trees) {
    int n = trees.size();
    boolean call =
        n >= 3
            && trees.get(n - 3).isWord("cfg")
            && trees.get(n - 2).isPunctuation('!')
            && trees.get(n - 1) instanceof Group;
    boolean path = call && trees.subList(0, n - 3).stream().allMatch(Conditions::isPathPart);
    return path ? predicate(((Group) trees.get(n - 1)).trees()) : opaque(trees);
  }

  private static boolean isPathPart(Tree tree) {
    return tree.isPunctuation(':') || tree.isWord("core") || tree.isWord("std");
  }

  private static Condition opaque(List<Tree> trees) {
    return new Condition.Opaque(text(trees));
  }

  /** The tokens with single spaces where words meet. */
  static String text(List<Tree> trees) {
    return trees.stream().map(Conditions::text).collect(Collectors.joining(" "));
  }

  private static String text(Tree tree) {
    return switch (tree) {
      case Token token -> token.kind() == Kind.STRAY ? "" : token.text();
      case Group(char open, List<Tree> inner, var _, var _, var _) ->
          switch (open) {
            case '(' -> "(" + text(inner) + ")";
            case '[' -> "[" + text(inner) + "]";
            case '{' -> "{" + text(inner) + "}";
            default -> text(inner);
          };
    };
  }
}

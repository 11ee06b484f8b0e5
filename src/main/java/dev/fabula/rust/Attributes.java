package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The attributes before an item, statement, expression or argument.
 *
 * @param condition the conjunction of all {@code cfg}, those in {@code cfg_attr} among them
 * @param others all others, in order
 */
record Attributes(Condition condition, List<Attribute> others) {

  /** No attributes. */
  static final Attributes NONE = new Attributes(Conditions.ALWAYS, List.of());

  /**
   * One attribute other than {@code cfg}.
   *
   * @param path its path, without {@code unsafe(…)}
   * @param arguments what follows the path
   * @param when the condition of the {@code cfg_attr} around it
   */
  record Attribute(String path, List<Tree> arguments, Condition when) {}

  /** Passes the outer attributes at the cursor, those of macro transcribers too. */
  static Attributes outer(Cursor cursor) {
    return parse(cursor, false);
  }

  /** Passes the inner attributes {@code #![…]} at the cursor. */
  static Attributes inner(Cursor cursor) {
    return parse(cursor, true);
  }

  private static Attributes parse(Cursor cursor, boolean inner) {
    Collector collector = new Collector();
    while (true) {
      int bracket = inner ? 2 : 1;
      boolean here =
          cursor.is('#') && cursor.isGroup(bracket, '[') && (!inner || cursor.is(1, '!'));
      if (here) {
        collector.add(((Group) cursor.peek(bracket).orElseThrow()).trees(), Conditions.ALWAYS);
        cursor.moveTo(cursor.index() + bracket + 1);
      } else if (!skipRepetition(cursor)) {
        return collector.result();
      }
    }
  }

  /** Passes {@code $(#[$attribute])*}. */
  private static boolean skipRepetition(Cursor cursor) {
    if (!cursor.is('$') || !cursor.isGroup(1, '(')) {
      return false;
    }
    List<Tree> trees = ((Group) cursor.peek(1).orElseThrow()).trees();
    if (trees.size() != 2 || !trees.get(0).isPunctuation('#') || !trees.get(1).isGroup('[')) {
      return false;
    }
    cursor.moveTo(cursor.index() + 3);
    return true;
  }

  /** The attributes of a path, in order. */
  List<Attribute> named(String path) {
    return others.stream().filter(a -> a.path().equals(path)).toList();
  }

  /** Whether there is an attribute of that path. */
  boolean has(String path) {
    return others.stream().anyMatch(a -> a.path().equals(path));
  }

  /** The features in all {@code target_feature(enable = "…")}. */
  SortedSet<String> features() {
    SortedSet<String> features = new TreeSet<>();
    for (Attribute attribute : named("target_feature")) {
      for (Tree tree : group(attribute.arguments())) {
        if (Literals.isString(tree)) {
          features.addAll(List.of(text((Token) tree).split("\\s*,\\s*")));
        }
      }
    }
    features.remove("");
    return features;
  }

  /** The argument of {@code inline}: {@code always}, {@code never}, or {@code hint} for none. */
  Optional<String> inline() {
    return named("inline").stream()
        .findFirst()
        .map(a -> group(a.arguments()).isEmpty() ? "hint" : Conditions.text(group(a.arguments())));
  }

  /** The string after the equals sign of an attribute, as in {@code path = "x.rs"}. */
  static Optional<String> value(Attribute attribute) {
    List<Tree> trees = attribute.arguments();
    boolean assigned = trees.size() == 2 && trees.getFirst().isPunctuation('=');
    return assigned && Literals.isString(trees.get(1))
        ? Optional.of(text((Token) trees.get(1)))
        : Optional.empty();
  }

  private static List<Tree> group(List<Tree> arguments) {
    return arguments.size() == 1 && arguments.getFirst() instanceof Group group
        ? group.trees()
        : List.of();
  }

  private static String text(Token literal) {
    try {
      return Literals.string(literal).text();
    } catch (Fault e) {
      return "";
    }
  }

  /** Gathers attributes and opens {@code cfg_attr} and {@code unsafe}. */
  private static final class Collector {
    private final List<Attribute> others = new ArrayList<>();
    private Condition condition = Conditions.ALWAYS;

    Attributes result() {
      return new Attributes(condition, List.copyOf(others));
    }

    void add(List<Tree> trees, Condition when) {
      Cursor cursor = new Cursor(trees);
      int start = cursor.index();
      while (cursor.word().isPresent() || cursor.is(':')) {
        cursor.next();
      }
      String path = Conditions.text(cursor.since(start)).replace(" ", "");
      List<Tree> arguments = cursor.rest();
      switch (path) {
        case "cfg" -> require(when, Conditions.predicate(group(arguments)));
        case "cfg_attr" -> addConditional(group(arguments), when);
        case "unsafe" -> add(group(arguments), when);
        default -> others.add(new Attribute(path, arguments, when));
      }
    }

    private void require(Condition when, Condition predicate) {
      boolean always = when.equals(Conditions.ALWAYS);
      condition = condition.and(always ? predicate : when.negated().or(predicate));
    }

    private void addConditional(List<Tree> trees, Condition when) {
      List<List<Tree>> parts = Lists.split(trees, ',');
      if (parts.isEmpty()) {
        return;
      }
      Condition inner = when.and(Conditions.predicate(parts.getFirst()));
      parts.subList(1, parts.size()).forEach(part -> add(part, inner));
    }
  }
}

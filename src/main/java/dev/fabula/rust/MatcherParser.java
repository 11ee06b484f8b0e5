package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the left sides of a macro's rules. */
final class MatcherParser {
  private MatcherParser() {}

  /** The parts of a matcher. */
  static List<Matcher> parse(List<Tree> trees) throws Unexpandable {
    List<Matcher> parts = new ArrayList<>();
    Cursor cursor = new Cursor(trees);
    while (!cursor.atEnd()) {
      parts.add(cursor.is('$') ? variable(cursor) : plain(cursor));
    }
    return List.copyOf(parts);
  }

  private static Matcher plain(Cursor cursor) throws Unexpandable {
    if (cursor.peek().orElseThrow() instanceof Group group) {
      cursor.next();
      return new Matcher.Brackets(group.open(), parse(group.trees()));
    }
    return literal(cursor);
  }

  private static Matcher.Literal literal(Cursor cursor) {
    Token first = (Token) cursor.peek().orElseThrow();
    int length = Glue.length(cursor.rest(), 0);
    String text = Glue.text(cursor.rest(), 0, length);
    cursor.moveTo(cursor.index() + length);
    return new Matcher.Literal(first.kind(), text);
  }

  private static Matcher variable(Cursor cursor) throws Unexpandable {
    Tree dollar = cursor.next();
    if (cursor.isGroup('(')) {
      return repetition(cursor);
    }
    boolean crate = cursor.eatWord("crate");
    if (crate || cursor.word().isEmpty()) {
      return new Matcher.Literal(Kind.PUNCTUATION, ((Token) dollar).text());
    }
    String name = cursor.eatWord().orElseThrow().text();
    if (!cursor.eat(':') || cursor.word().isEmpty()) {
      throw new Unexpandable("its variable `$" + name + "` has no fragment specifier");
    }
    String specifier = cursor.eatWord().orElseThrow().text();
    Fragment fragment =
        Fragment.named(specifier)
            .orElseThrow(
                () -> new Unexpandable("its fragment specifier `" + specifier + "` is not known"));
    return new Matcher.Variable(name, fragment);
  }

  private static Matcher repetition(Cursor cursor) throws Unexpandable {
    List<Matcher> inner = parse(((Group) cursor.next()).trees());
    Repeat repeat = Repeat.pass(cursor);
    if (inner.stream().allMatch(MatcherParser::mayBeNothing)) {
      throw new Unexpandable("it repeats what may be nothing");
    }
    Optional<Matcher.Literal> separator = Optional.empty();
    if (!repeat.separator().isEmpty()) {
      separator = Optional.of(literal(new Cursor(repeat.separator())));
    }
    return new Matcher.Repetition(inner, separator, repeat.operator(), names(inner));
  }

  private static boolean mayBeNothing(Matcher matcher) {
    return switch (matcher) {
      case Matcher.Literal _, Matcher.Brackets _ -> false;
      case Matcher.Variable(var _, Fragment fragment) -> fragment == Fragment.VIS;
      case Matcher.Repetition r ->
          r.operator() != '+' || r.inner().stream().allMatch(MatcherParser::mayBeNothing);
    };
  }

  private static Set<String> names(List<Matcher> matchers) {
    Set<String> names = new LinkedHashSet<>();
    for (Matcher matcher : matchers) {
      switch (matcher) {
        case Matcher.Literal _ -> {}
        case Matcher.Brackets(var _, List<Matcher> inner) -> names.addAll(names(inner));
        case Matcher.Variable(String name, var _) -> names.add(name);
        case Matcher.Repetition r -> names.addAll(r.names());
      }
    }
    return names;
  }

  /**
   * What stands behind the brackets of a repetition.
   *
   * @param separator the trees of the separator; none if there is none
   * @param operator one of {@code * + ?}
   */
  record Repeat(List<Tree> separator, char operator) {

    /** Passes separator and operator at the cursor. */
    static Repeat pass(Cursor cursor) throws Unexpandable {
      int start = cursor.index();
      if (!isOperator(cursor) && !cursor.atEnd()) {
        cursor.moveTo(start + separatorLength(cursor));
      }
      List<Tree> separator = cursor.since(start);
      if (!isOperator(cursor)) {
        throw new Unexpandable("it has a repetition without `*`, `+` or `?`");
      }
      char operator = ((Token) cursor.next()).text().charAt(0);
      return new Repeat(separator, operator);
    }

    private static int separatorLength(Cursor cursor) {
      return Glue.length(cursor.rest(), 0);
    }

    private static boolean isOperator(Cursor cursor) {
      return cursor.is('*') || cursor.is('+') || cursor.is('?');
    }
  }
}

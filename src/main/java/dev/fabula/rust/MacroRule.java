package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a macro.
 *
 * @param matcher what the arguments must look like
 * @param body what is written then
 */
record MacroRule(List<Matcher> matcher, List<Tree> body) {

  /** The rules of {@code macro_rules! name { … }}. */
  static List<MacroRule> all(List<Tree> trees) throws Unexpandable {
    List<MacroRule> rules = new ArrayList<>();
    Cursor cursor = new Cursor(trees);
    while (!cursor.atEnd()) {
      if (!(cursor.next() instanceof Group matcher)
          || !cursor.eatJoint("=>")
          || !(cursor.peek().orElse(null) instanceof Group body)) {
        throw new Unexpandable("its rules are not understood");
      }
      cursor.next();
      boolean more = cursor.eat(';') || cursor.eat(',');
      if (!more && !cursor.atEnd()) {
        throw new Unexpandable("its rules are not understood");
      }
      rules.add(of(matcher, body));
    }
    return List.copyOf(rules);
  }

  /** A rule from its two groups. */
  static MacroRule of(Group matcher, Group body) throws Unexpandable {
    return new MacroRule(MatcherParser.parse(matcher.trees()), body.trees());
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Outline.Invocation;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Invocations that the walk through a file did not come by, because text around them is no Rust
 * that we understand. They are written down all the same, so that none is silently left out.
 */
final class Leftovers {
  private final AsmNames names;
  private final List<Invocation> invocations;
  private final Set<Integer> known = new HashSet<>();
  private final Around around;

  private Leftovers(AsmNames names, List<Invocation> invocations, Around around) {
    this.names = names;
    this.invocations = invocations;
    this.around = around;
    invocations.stream()
        .filter(i -> i.home().isEmpty())
        .forEach(i -> known.add(i.arguments().span().start()));
  }

  /** Adds every invocation in the trees of a file that is not in the list yet. */
  static void add(List<Tree> trees, AsmNames names, List<Invocation> invocations, Around around) {
    Around lost = around.lost();
    new Leftovers(names, invocations, lost).scan(trees);
  }

  private void scan(List<Tree> trees) {
    for (int i = 0; i < trees.size(); i++) {
      if (trees.get(i) instanceof Group group && !isSkipped(trees, i)) {
        call(trees, i, group);
        scan(group.trees());
      }
    }
  }

  /** Attributes, macro patterns and arguments that are no code. */
  private static boolean isSkipped(List<Tree> trees, int at) {
    boolean attribute =
        at > 0 && (trees.get(at - 1).isPunctuation('#') || isInnerAttribute(trees, at));
    boolean macro = at > 1 && trees.get(at - 1).isPunctuation('!');
    String name = macro ? Outliner.wordAt(trees, at - 2).map(Token::text).orElse("") : "";
    return attribute || Lists.isJoint(trees, at + 1, "=>") || ExpressionWalker.isNoCode(name);
  }

  private static boolean isInnerAttribute(List<Tree> trees, int at) {
    return at > 1 && trees.get(at - 1).isPunctuation('!') && trees.get(at - 2).isPunctuation('#');
  }

  private void call(List<Tree> trees, int at, Group group) {
    if (at < 2 || !trees.get(at - 1).isPunctuation('!') || known.contains(group.span().start())) {
      return;
    }
    int start = at - 2;
    List<String> path = new ArrayList<>();
    Outliner.wordAt(trees, start).ifPresent(word -> path.add(word.text()));
    while (start >= 3 && Lists.isJoint(trees, start - 2, "::") && isWord(trees.get(start - 3))) {
      start -= 3;
      path.addFirst(((Token) trees.get(start)).text());
    }
    Optional<String> macro = path.isEmpty() ? Optional.empty() : names.macro(path);
    Span span = trees.get(start).span().to(group.span());
    macro.ifPresent(m -> invocations.add(plain(span, path, m, group)));
  }

  private Invocation plain(Span span, List<String> path, String macro, Group group) {
    return new Invocation(span, path, macro, group, around, Optional.empty(), Optional.empty());
  }

  private static boolean isWord(Tree tree) {
    return tree instanceof Token token && token.kind() == Kind.WORD;
  }
}

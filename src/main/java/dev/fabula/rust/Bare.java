package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups without brackets. Between macros they keep together what a variable matched; to everyone
 * else they are nothing but, for expressions, an order of evaluation.
 */
final class Bare {
  private Bare() {}

  /** What a variable matched, as one group. */
  static Group of(Fragment fragment, List<Tree> trees) {
    Span span = trees.isEmpty() ? Span.at(0) : trees.getFirst().span().to(trees.getLast().span());
    return new Group(fragment.sign(), trees, span, true, Trail.MADE);
  }

  /** Whether it makes no difference that the trees of a group belong together. */
  static boolean isOpened(Group group) {
    boolean expression = group.open() == Fragment.EXPR.sign() && group.trees().size() > 1;
    return group.isBare() && !expression;
  }

  /** The trees without groups that make no difference; arguments of macros stay as they are. */
  static List<Tree> open(List<Tree> trees) {
    List<Tree> result = new ArrayList<>(trees.size());
    for (Tree tree : trees) {
      boolean arguments =
          !result.isEmpty()
              && result.getLast().isPunctuation('!')
              && result.size() > 1
              && Outliner.wordAt(result, result.size() - 2).isPresent();
      switch (tree) {
        case Token token -> result.add(token);
        case Group group when arguments -> result.add(group);
        case Group group when isOpened(group) -> result.addAll(open(group.trees()));
        case Group group -> result.add(opened(group));
      }
    }
    return List.copyOf(result);
  }

  private static Group opened(Group group) {
    return new Group(
        group.open(), open(group.trees()), group.span(), group.closed(), group.trail());
  }

  /** What is in the group without brackets if the trees are nothing else. */
  static List<Tree> inside(List<Tree> trees) {
    boolean single = trees.size() == 1 && trees.getFirst().isBare();
    return single ? inside(((Group) trees.getFirst()).trees()) : trees;
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Trail.Hop;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts trees back to the text of one expansion, or of a file: every place is one in that text, and
 * what a variable brought stands at the variable.
 *
 * @param frame the expansion; empty for the file
 */
record Home(Optional<Frame> frame) {

  /** The text that a tree was first written in. */
  static Home of(Tree tree) {
    return new Home(Trail.home(tree));
  }

  /** The trees with places in this text; groups without brackets are opened where that is safe. */
  List<Tree> bring(List<Tree> trees, Span around) {
    List<Tree> result = new ArrayList<>(trees.size());
    for (Tree tree : trees) {
      switch (tree) {
        case Token token -> result.add(bring(token, around));
        case Group group when Bare.isOpened(group) -> result.addAll(opened(group, around));
        case Group group -> result.add(bring(group, around));
      }
    }
    return List.copyOf(result);
  }

  /** The group with places in this text. */
  Group bring(Group group, Span around) {
    Hop hop = Trail.in(frame, group).orElse(new Hop(around, Trail.MADE));
    List<Tree> inner = bring(group.trees(), hop.span());
    return new Group(group.open(), inner, hop.span(), group.closed(), trail(group, hop));
  }

  private List<Tree> opened(Group group, Span around) {
    return bring(group.trees(), Trail.in(frame, group).map(Hop::span).orElse(around));
  }

  /** The token with its place in this text; the place it has if it never stood there. */
  Token bring(Token token) {
    return bring(token, token.span());
  }

  private Token bring(Token token, Span around) {
    Hop hop = Trail.in(frame, token).orElse(new Hop(around, Trail.MADE));
    return new Token(token.kind(), token.text(), hop.span(), token.joint(), trail(token, hop));
  }

  /** What is left of a tree's history: who wrote it, and whether this text has it as it is. */
  private static Trail trail(Tree tree, Hop hop) {
    return Trail.alone(tree, hop.trail().verbatim());
  }
}

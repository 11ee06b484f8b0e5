package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** A place in a list of token trees, with the questions that parsers ask there. */
final class Cursor {
  private final List<Tree> trees;
  private final int end;
  private int at;

  Cursor(List<Tree> trees) {
    this(trees, 0, trees.size());
  }

  Cursor(List<Tree> trees, int from, int end) {
    this.trees = trees;
    this.at = from;
    this.end = end;
  }

  /** The index of the next tree. */
  int index() {
    return at;
  }

  /** Goes to an index. */
  void moveTo(int index) {
    at = index;
  }

  /** Whether all trees are passed. */
  boolean atEnd() {
    return at >= end;
  }

  /** The tree {@code ahead} places on, if there is one. */
  Optional<Tree> peek(int ahead) {
    return at + ahead < end ? Optional.of(trees.get(at + ahead)) : Optional.empty();
  }

  /** The tree passed last, if there is one. */
  Optional<Tree> previous() {
    return at > 0 ? Optional.of(trees.get(at - 1)) : Optional.empty();
  }

  /** The next tree, if there is one. */
  Optional<Tree> peek() {
    return peek(0);
  }

  /** Passes the next tree and returns it; there must be one. */
  Tree next() {
    if (atEnd()) {
      throw new IllegalStateException("no tree left");
    }
    return trees.get(at++);
  }

  /** Whether the tree {@code ahead} places on is the given word. */
  boolean isWord(int ahead, String word) {
    return at + ahead < end && trees.get(at + ahead).isWord(word);
  }

  /** Whether the next tree is the given word. */
  boolean isWord(String word) {
    return isWord(0, word);
  }

  /** Whether the tree {@code ahead} places on is the given punctuation. */
  boolean is(int ahead, char c) {
    return at + ahead < end && trees.get(at + ahead).isPunctuation(c);
  }

  /** Whether the next tree is the given punctuation. */
  boolean is(char c) {
    return is(0, c);
  }

  /** Whether the trees from {@code ahead} on are the given punctuation without gaps. */
  boolean isJoint(int ahead, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!is(ahead + i, text.charAt(i))) {
        return false;
      }
      boolean last = i == text.length() - 1;
      if (!last && !((Token) trees.get(at + ahead + i)).joint()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the next trees are the given punctuation without gaps. */
  boolean isJoint(String text) {
    return isJoint(0, text);
  }

  /** Whether the tree {@code ahead} places on is a group with the given bracket. */
  boolean isGroup(int ahead, char open) {
    return at + ahead < end && trees.get(at + ahead).isGroup(open);
  }

  /** Whether the next tree is a group with the given bracket. */
  boolean isGroup(char open) {
    return isGroup(0, open);
  }

  /** Passes the next tree if it is the given punctuation. */
  boolean eat(char c) {
    boolean found = is(c);
    at += found ? 1 : 0;
    return found;
  }

  /** Passes the next trees if they are the given punctuation without gaps. */
  boolean eatJoint(String text) {
    boolean found = isJoint(text);
    at += found ? text.length() : 0;
    return found;
  }

  /** Passes the next tree if it is the given word. */
  boolean eatWord(String word) {
    boolean found = isWord(word);
    at += found ? 1 : 0;
    return found;
  }

  /** The token {@code ahead} places on, if it is one of the given kind. */
  Optional<Token> token(int ahead, Kind kind) {
    return peek(ahead)
        .filter(Token.class::isInstance)
        .map(Token.class::cast)
        .filter(t -> t.kind() == kind);
  }

  /** The next tree as a word, if it is one. */
  Optional<Token> word() {
    return token(0, Kind.WORD);
  }

  /** Passes the next tree if it is a word. */
  Optional<Token> eatWord() {
    Optional<Token> word = word();
    at += word.isPresent() ? 1 : 0;
    return word;
  }

  /** Passes the next tree if it is a group with the given bracket. */
  Optional<Group> eatGroup(char open) {
    return isGroup(open) ? Optional.of((Group) next()) : Optional.empty();
  }

  /** The trees from an index up to here. */
  List<Tree> since(int index) {
    return trees.subList(index, at);
  }

  /** All trees not yet passed. */
  List<Tree> rest() {
    return trees.subList(Math.min(at, end), end);
  }

  /** The place from a tree up to the last one passed; both must exist. */
  Span spanSince(int index) {
    return trees.get(index).span().to(trees.get(at - 1).span());
  }

  /** The place of the next tree, or the empty place after the last one, or {@code otherwise}. */
  Span spanHere(Span otherwise) {
    if (at < end) {
      return trees.get(at).span();
    }
    return end > 0 ? Span.at(trees.get(end - 1).span().end()) : otherwise;
  }
}

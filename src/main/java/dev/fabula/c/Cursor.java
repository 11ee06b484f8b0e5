package dev.fabula.c;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Tokens with their matching brackets, and a place among them. */
final class Cursor {

  private static final String OPEN = "([{";
  private static final String CLOSE = ")]}";

  private final List<Token> tokens;
  private final int[] partner;
  private int at;
  private int end;

  /** All tokens. */
  Cursor(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
    this.partner = match(this.tokens);
    this.end = this.tokens.size();
  }

  private Cursor(Cursor whole, int from, int to) {
    this.tokens = whole.tokens;
    this.partner = whole.partner;
    this.at = from;
    this.end = to;
  }

  /** Where each bracket's partner is; a bracket without one has its own place. */
  private static int[] match(List<Token> tokens) {
    int[] partner = new int[tokens.size()];
    Arrays.setAll(partner, i -> i);
    Deque<Integer> open = new ArrayDeque<>();
    Branches branches = new Branches();
    for (int i = 0; i < partner.length; i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.DIRECTIVE) {
        branches.follow(token, open);
      } else if (token.kind() == Token.Kind.PUNCTUATION && token.text().length() == 1) {
        bracket(token.text().charAt(0), i, open, tokens, partner);
      }
    }
    return partner;
  }

  private static void bracket(
      char c, int i, Deque<Integer> open, List<Token> tokens, int[] partner) {
    if (OPEN.indexOf(c) >= 0) {
      open.push(i);
    }
    int kind = CLOSE.indexOf(c);
    if (kind < 0) {
      return;
    }
    boolean known = open.stream().anyMatch(o -> tokens.get(o).is(OPEN.substring(kind, kind + 1)));
    while (known && !open.isEmpty()) {
      int o = open.pop();
      if (tokens.get(o).is(OPEN.substring(kind, kind + 1))) {
        partner[o] = i;
        partner[i] = o;
        return;
      }
    }
  }

  /** Which brackets are open in each branch of conditional text: as many as before the first. */
  private static final class Branches {
    private final Deque<List<Integer>> before = new ArrayDeque<>();

    void follow(Token directive, Deque<Integer> open) {
      String word = directive.text().replaceFirst("^#\\s*", "");
      if (word.startsWith("if")) {
        before.push(List.copyOf(open));
      } else if (word.startsWith("el") && !before.isEmpty()) {
        open.clear();
        open.addAll(before.peek());
      } else if (word.startsWith("endif") && !before.isEmpty()) {
        before.pop();
      }
    }
  }

  /** The same tokens between two places. */
  Cursor between(int from, int to) {
    return new Cursor(this, from, to);
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  void moveTo(int place) {
    at = place;
  }

  boolean isEnd() {
    return at >= end;
  }

  /** The token at a place. */
  Token token(int place) {
    return tokens.get(place);
  }

  /** Whether the next token is this operator or bracket. */
  boolean is(String punctuation) {
    return at < end && tokens.get(at).is(punctuation);
  }

  /** Whether the next token is this word. */
  boolean isWord(String word) {
    return at < end && tokens.get(at).isWord(word);
  }

  /** Whether the next token is some word. */
  boolean isWord() {
    return at < end && tokens.get(at).isWord();
  }

  /** The text of the next token; empty at the end. */
  String text() {
    return at < end ? tokens.get(at).text() : "";
  }

  /** Whether the token some places ahead is this operator or bracket. */
  boolean isAhead(int distance, String punctuation) {
    return at + distance < end && tokens.get(at + distance).is(punctuation);
  }

  /** Passes over one token and says what it was. */
  Token next() {
    return tokens.get(at++);
  }

  /** Passes over this operator or bracket if it is next. */
  boolean accept(String punctuation) {
    boolean there = is(punctuation);
    at += there ? 1 : 0;
    return there;
  }

  /** The place of the bracket that closes the one here; the end if none does. */
  int partner(int place) {
    int found = partner[place];
    return found > place && found < end ? found : end;
  }

  /** Passes over a token, or over all of a pair of brackets. */
  void skip() {
    boolean opens =
        tokens.get(at).kind() == Token.Kind.PUNCTUATION && OPEN.contains(tokens.get(at).text());
    at = opens ? Math.min(end, partner(at) + 1) : at + 1;
  }
}

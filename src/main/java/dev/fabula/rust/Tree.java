package dev.fabula.rust;

import dev.fabula.source.Span;
import java.util.List;

/** Rust text as macros see it: tokens, and bracketed groups of token trees. */
sealed interface Tree {

  /** Its place in the text where it stands now. */
  Span span();

  /** How it came to stand there. */
  Trail trail();

  /** Whether it is the given single punctuation character. */
  default boolean isPunctuation(char c) {
    return false;
  }

  /** Whether it is the given identifier or keyword. */
  default boolean isWord(String word) {
    return false;
  }

  /** Whether it is a group with the given opening bracket. */
  default boolean isGroup(char open) {
    return false;
  }

  /** Whether it is a group without brackets: the whole of what a macro's variable matched. */
  default boolean isBare() {
    return false;
  }

  /** Kinds of tokens; comments and white space are none. */
  enum Kind {
    /** Identifier, keyword or {@code _}. */
    WORD,
    /** Lifetime or loop label, with its quote. */
    LIFETIME,
    /** String literal with escapes. */
    STRING,
    /** Raw string literal. */
    RAW_STRING,
    /** Byte or C string literal, raw or not. */
    OTHER_STRING,
    /** Character or byte literal. */
    CHARACTER,
    /** Integer literal, with suffix. */
    INTEGER,
    /** Floating-point literal, with suffix. */
    FLOAT,
    /** One character of punctuation. */
    PUNCTUATION,
    /** A closing bracket that no group could use. */
    STRAY
  }

  /**
   * One token.
   *
   * @param kind its kind
   * @param text its text
   * @param span its place
   * @param joint whether punctuation follows without a gap
   * @param trail how it came to stand there
   */
  record Token(Kind kind, String text, Span span, boolean joint, Trail trail) implements Tree {

    @Override
    public boolean isPunctuation(char c) {
      return kind == Kind.PUNCTUATION && text.charAt(0) == c;
    }

    @Override
    public boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }

    /** Whether the text is what the file has at the span. */
    boolean verbatim() {
      return trail.verbatim();
    }
  }

  /**
   * A bracketed group, or one without brackets.
   *
   * @param open the opening bracket: one of <code>( [ {</code>, or a letter for a group without
   *     brackets
   * @param trees what is between the brackets
   * @param span the place, with both brackets
   * @param closed whether the closing bracket is there
   * @param trail how it came to stand there
   */
  record Group(char open, List<Tree> trees, Span span, boolean closed, Trail trail)
      implements Tree {

    @Override
    public boolean isGroup(char bracket) {
      return open == bracket;
    }

    @Override
    public boolean isBare() {
      return Character.isLetter(open);
    }

    /** The place of what is between the brackets. */
    Span inside() {
      return new Span(span.start() + 1, closed ? span.end() - 1 : span.end());
    }
  }
}

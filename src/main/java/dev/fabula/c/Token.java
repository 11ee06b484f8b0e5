package dev.fabula.c;

import dev.fabula.source.Span;

/**
 * A word of C.
 *
 * @param kind what it is
 * @param text its text as written
 * @param span its place
 */
record Token(Kind kind, String text, Span span) {

  /** Kinds of tokens (C11, 6.4). */
  enum Kind {
    /** An identifier or keyword. */
    WORD,
    /** A preprocessing number. */
    NUMBER,
    /** A string literal with its prefix. */
    STRING,
    /** A character constant. */
    CHARACTER,
    /** An operator or bracket. */
    PUNCTUATION,
    /** A whole preprocessing directive with its continued lines. */
    DIRECTIVE
  }

  /** Whether it is this identifier or keyword. */
  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /** Whether it is an identifier or keyword. */
  boolean isWord() {
    return kind == Kind.WORD;
  }

  /** Whether it is this operator or bracket. */
  boolean is(String punctuation) {
    return kind == Kind.PUNCTUATION && text.equals(punctuation);
  }
}

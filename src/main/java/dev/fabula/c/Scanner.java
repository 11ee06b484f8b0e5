package dev.fabula.c;

import dev.fabula.c.Token.Kind;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Cuts C text into tokens (C11, 6.4); anything goes, since compilers judge the text, not we. */
final class Scanner {

  private static final List<String> LONG_PUNCTUATION =
      List.of(
          "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||",
          "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##");

  private final SourceFile file;
  private final int end;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean lineStart = true;

  private Scanner(SourceFile file, Span range) {
    this.file = file;
    this.at = range.start();
    this.end = range.end();
  }

  /** The tokens of a file. */
  static List<Token> scan(SourceFile file) {
    return new Scanner(file, file.span()).run();
  }

  /** The tokens of a part of a file that is not the start of a line, as a macro's body. */
  static List<Token> scan(SourceFile file, Span range) {
    Scanner scanner = new Scanner(file, range);
    scanner.lineStart = false;
    return scanner.run();
  }

  private List<Token> run() {
    while (at < end) {
      int c = file.byteAt(at);
      if (c == '\n') {
        lineStart = true;
        at++;
      } else if (c <= ' ') {
        at++;
      } else if (c == '\\' && atContinuation(at)) {
        at = afterContinuation(at);
      } else if (!comment()) {
        token(c);
        lineStart = false;
      }
    }
    return tokens;
  }

  private boolean comment() {
    if (file.startsWith("//", at)) {
      at = lineEnd(at);
      return true;
    }
    if (!file.startsWith("/*", at)) {
      return false;
    }
    at += 2;
    while (at < end && !file.startsWith("*/", at)) {
      at++;
    }
    at = Math.min(end, at + 2);
    return true;
  }

  private void token(int c) {
    int start = at;
    if (c == '#' && lineStart) {
      at = directiveEnd(at);
      add(Kind.DIRECTIVE, start);
    } else if (c == '"' || c == '\'') {
      quoted(c);
      add(c == '"' ? Kind.STRING : Kind.CHARACTER, start);
    } else if (isWordStart(c)) {
      word(start);
    } else if (isDigit(c) || (c == '.' && at + 1 < end && isDigit(file.byteAt(at + 1)))) {
      number();
      add(Kind.NUMBER, start);
    } else {
      at += punctuation();
      add(Kind.PUNCTUATION, start);
    }
  }

  private void add(Kind kind, int start) {
    Span span = new Span(start, at);
    tokens.add(new Token(kind, file.slice(span), span));
  }

  private void word(int start) {
    at++;
    while (at < end && isWordPart(file.byteAt(at))) {
      at++;
    }
    boolean prefix = at < end && file.byteAt(at) == '"' && isPrefix(start);
    if (prefix) {
      quoted('"');
    }
    add(prefix ? Kind.STRING : Kind.WORD, start);
  }

  private boolean isPrefix(int start) {
    String text = file.slice(new Span(start, at));
    return text.equals("L") || text.equals("u8") || text.equals("u") || text.equals("U");
  }

  private void quoted(int quote) {
    at++;
    while (at < end && file.byteAt(at) != quote && (file.byteAt(at) != '\n' || quote == '"')) {
      boolean pair = file.byteAt(at) == '\\' && at + 1 < end;
      at += pair ? 2 : 1;
    }
    at = Math.min(end, at + 1);
  }

  private void number() {
    while (at < end && (isWordPart(file.byteAt(at)) || file.byteAt(at) == '.' || isExponent())) {
      at++;
    }
  }

  private boolean isExponent() {
    int c = file.byteAt(at);
    int before = file.byteAt(at - 1);
    boolean letter = before == 'e' || before == 'E' || before == 'p' || before == 'P';
    boolean hex = file.startsWith("0x", tokenStart()) || file.startsWith("0X", tokenStart());
    boolean exponent = letter && !(hex && (before == 'e' || before == 'E'));
    return (c == '+' || c == '-') && exponent;
  }

  private int tokenStart() {
    int start = at;
    while (start > 0 && (isWordPart(file.byteAt(start - 1)) || file.byteAt(start - 1) == '.')) {
      start--;
    }
    return start;
  }

  private int punctuation() {
    for (String candidate : LONG_PUNCTUATION) {
      if (file.startsWith(candidate, at)) {
        return candidate.length();
      }
    }
    return file.characterLength(at);
  }

  private int directiveEnd(int from) {
    int line = from;
    while (true) {
      int stop = lineEnd(line);
      if (stop >= end || !endsInContinuation(stop)) {
        return stop;
      }
      line = stop + 1;
    }
  }

  private boolean endsInContinuation(int lineEnd) {
    int last = lineEnd - 1;
    while (last >= 0 && file.byteAt(last) == '\r') {
      last--;
    }
    return last >= 0 && file.byteAt(last) == '\\';
  }

  private int lineEnd(int from) {
    int stop = from;
    while (stop < end && file.byteAt(stop) != '\n') {
      stop++;
    }
    return stop;
  }

  private boolean atContinuation(int backslash) {
    return afterContinuation(backslash) > backslash + 1;
  }

  private int afterContinuation(int backslash) {
    int next = backslash + 1;
    while (next < end && (file.byteAt(next) == '\r' || file.byteAt(next) == ' ')) {
      next++;
    }
    return next < end && file.byteAt(next) == '\n' ? next + 1 : backslash + 1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(int c) {
    return c == '_' || c == '$' || c == '@' || (c | 32) >= 'a' && (c | 32) <= 'z' || c >= 0x80;
  }

  private static boolean isWordPart(int c) {
    return isWordStart(c) && c != '@' || isDigit(c);
  }
}

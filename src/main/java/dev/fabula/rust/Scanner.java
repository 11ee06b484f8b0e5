package dev.fabula.rust;

import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts Rust text into tokens and brackets; any bytes go (Reference, chapter lexical structure). */
final class Scanner {
  private final SourceFile file;
  private final int end;
  private final List<Span> comments = new ArrayList<>();
  private int at;

  Scanner(SourceFile file) {
    this.file = file;
    this.end = file.length();
    skipByteOrderMark();
    skipShebang();
  }

  /** The next token or bracket, or nothing at the end of the file. */
  Optional<Token> next() {
    skipBlanks();
    if (at >= end) {
      return Optional.empty();
    }
    int start = at;
    Kind kind = scan();
    Span span = new Span(start, at);
    boolean joint = kind == Kind.PUNCTUATION && at < end && isPunctuation(peek(0));
    return Optional.of(new Token(kind, file.slice(span), span, joint, Trail.SOURCE));
  }

  /** The comments passed so far, doc comments among them. */
  List<Span> comments() {
    return comments;
  }

  private void skipByteOrderMark() {
    if (peek(0) == 0xEF && peek(1) == 0xBB && peek(2) == 0xBF) {
      at = 3;
    }
  }

  private void skipShebang() {
    if (peek(0) != '#' || peek(1) != '!') {
      return;
    }
    int ahead = 2;
    while (isBlank(peek(ahead))) {
      ahead++;
    }
    if (peek(ahead) != '[') {
      skipLine();
    }
  }

  private void skipBlanks() {
    while (at < end) {
      int start = at;
      if (isBlank(peek(0))) {
        at++;
      } else if (peek(0) == '/' && peek(1) == '/') {
        skipLine();
        comments.add(new Span(start, at));
      } else if (peek(0) == '/' && peek(1) == '*') {
        skipBlockComment();
        comments.add(new Span(start, at));
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (at < end && peek(0) != '\n') {
      at++;
    }
  }

  private void skipBlockComment() {
    int depth = 0;
    do {
      if (peek(0) == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else if (peek(0) == '*' && peek(1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < end);
    at = Math.min(at, end);
  }

  private Kind scan() {
    int c = peek(0);
    if (isWordStart(c)) {
      return scanWordOrPrefix();
    }
    if (c >= '0' && c <= '9') {
      return scanNumber();
    }
    if (c == '"') {
      return scanString(Kind.STRING);
    }
    if (c == '\'') {
      return scanQuote();
    }
    at++;
    return c == ')' || c == ']' || c == '}' ? Kind.STRAY : Kind.PUNCTUATION;
  }

  private Kind scanWordOrPrefix() {
    int c = peek(0);
    int d = peek(1);
    if (c == 'r' && startsRaw(1)) {
      return scanRaw(1, Kind.RAW_STRING);
    }
    if ((c == 'b' || c == 'c') && d == 'r' && startsRaw(2)) {
      return scanRaw(2, Kind.OTHER_STRING);
    }
    if ((c == 'b' || c == 'c') && d == '"') {
      at++;
      return scanString(Kind.OTHER_STRING);
    }
    if (c == 'b' && d == '\'') {
      at++;
      return scanCharacter();
    }
    at += c == 'r' && d == '#' && isWordStart(peek(2)) ? 2 : 0;
    skipWord();
    return Kind.WORD;
  }

  private void skipWord() {
    while (isWordPart(peek(0))) {
      at++;
    }
  }

  private boolean startsRaw(int ahead) {
    int i = ahead;
    while (peek(i) == '#') {
      i++;
    }
    return peek(i) == '"';
  }

  private Kind scanRaw(int ahead, Kind kind) {
    at += ahead;
    int hashes = 0;
    while (peek(0) == '#') {
      hashes++;
      at++;
    }
    at++;
    while (at < end && !(peek(0) == '"' && hashesFollow(hashes))) {
      at++;
    }
    at = Math.min(end, at + 1 + hashes);
    return kind;
  }

  private boolean hashesFollow(int count) {
    for (int i = 1; i <= count; i++) {
      if (peek(i) != '#') {
        return false;
      }
    }
    return true;
  }

  private Kind scanString(Kind kind) {
    at++;
    while (at < end && peek(0) != '"') {
      at += peek(0) == '\\' ? 2 : 1;
    }
    at = Math.min(end, at + 1);
    skipSuffix();
    return kind;
  }

  private void skipSuffix() {
    if (isWordStart(peek(0))) {
      skipWord();
    }
  }

  private Kind scanQuote() {
    if (peek(1) == '\\') {
      return scanCharacter();
    }
    int length = at + 1 < end ? file.characterLength(at + 1) : 1;
    if (peek(1 + length) == '\'' && peek(1) != '\'') {
      at += length + 2;
      return Kind.CHARACTER;
    }
    at++;
    if (isWordStart(peek(0))) {
      skipWord();
      return Kind.LIFETIME;
    }
    return Kind.PUNCTUATION;
  }

  private Kind scanCharacter() {
    at++;
    while (at < end && peek(0) != '\'' && peek(0) != '\n') {
      at += peek(0) == '\\' ? 2 : 1;
    }
    at = Math.min(end, at + 1);
    return Kind.CHARACTER;
  }

  private Kind scanNumber() {
    if (peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'b' || peek(1) == 'o')) {
      skipWord();
      return Kind.INTEGER;
    }
    skipDigits();
    boolean real = false;
    if (peek(0) == '.' && peek(1) != '.' && !isWordStart(peek(1))) {
      real = true;
      at++;
      skipDigits();
    }
    if ((peek(0) == 'e' || peek(0) == 'E') && startsExponent()) {
      real = true;
      at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      skipDigits();
    }
    real |= peek(0) == 'f' && (file.startsWith("f32", at) || file.startsWith("f64", at));
    skipSuffix();
    return real ? Kind.FLOAT : Kind.INTEGER;
  }

  private boolean startsExponent() {
    int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    return isDigit(peek(sign));
  }

  private void skipDigits() {
    while (isDigit(peek(0)) || peek(0) == '_') {
      at++;
    }
  }

  private int peek(int ahead) {
    return at + ahead < end ? file.byteAt(at + ahead) : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isWordStart(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  private static boolean isWordPart(int c) {
    return isWordStart(c) || isDigit(c);
  }

  private static boolean isPunctuation(int c) {
    return c > ' ' && c < 0x7F && !isWordPart(c) && "()[]{}\"'".indexOf(c) < 0;
  }
}

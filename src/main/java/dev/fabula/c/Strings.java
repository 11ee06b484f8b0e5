package dev.fabula.c;

import dev.fabula.source.MappedText;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** String literals with the place of each character (C11, 6.4.4.4 and 6.4.5). */
final class Strings {

  private final SourceFile file;
  private final MappedText.Builder text = new MappedText.Builder();
  private int at;

  private Strings(SourceFile file) {
    this.file = file;
  }

  /** What string literals that stand side by side say; empty if one of the tokens is no string. */
  static Optional<MappedText> read(SourceFile file, List<Token> tokens) {
    if (tokens.isEmpty() || tokens.stream().anyMatch(t -> t.kind() != Token.Kind.STRING)) {
      return Optional.empty();
    }
    Strings reader = new Strings(file);
    tokens.forEach(reader::literal);
    return Optional.of(reader.text.build());
  }

  private void literal(Token token) {
    at = token.span().start() + token.text().indexOf('"') + 1;
    int end = token.span().end();
    boolean closed = end > at && file.byteAt(end - 1) == '"';
    int stop = closed ? end - 1 : end;
    while (at < stop) {
      int start = at;
      int c = file.characterAt(at);
      at += file.characterLength(at);
      if (c == '\\' && at < stop) {
        escape(start, stop);
      } else {
        text.add(c, new Span(start, at));
      }
    }
  }

  private void escape(int start, int stop) {
    int c = file.byteAt(at);
    if (c == '\n' || c == '\r') {
      at += c == '\r' && file.startsWith("\r\n", at) ? 2 : 1;
      return;
    }
    int value = value(c, stop);
    text.add(value, new Span(start, at));
  }

  private int value(int c, int stop) {
    if (c >= '0' && c <= '7') {
      return digits(8, 3, stop);
    }
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case 'e' -> 27;
      case 'x' -> digits(16, 8, stop);
      default -> c;
    };
  }

  private int digits(int base, int most, int stop) {
    int value = 0;
    for (int i = 0; i < most && at < stop; i++) {
      int digit = Character.digit(file.byteAt(at), base);
      if (digit < 0) {
        break;
      }
      value = value * base + digit;
      at++;
    }
    return value & 0xFF;
  }
}

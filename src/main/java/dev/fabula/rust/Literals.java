package dev.fabula.rust;

import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.MappedText;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The values of literals (Reference, chapter tokens). */
final class Literals {
  private Literals() {}

  /** The text of a string literal, raw or not, with the place of every character. */
  static MappedText string(Token token) throws Fault {
    return new StringDecoder(token).decode();
  }

  /** Whether the token is a string literal of type {@code str}. */
  static boolean isString(Tree tree) {
    return tree instanceof Token token
        && (token.kind() == Kind.STRING || token.kind() == Kind.RAW_STRING);
  }

  /** The value of an integer literal, without its suffix. */
  static Optional<BigInteger> integer(Token token) {
    String digits = token.text().replace("_", "");
    String suffix = integerSuffix(token).orElse("");
    digits = digits.substring(0, digits.length() - suffix.length());
    int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : 0;
    radix = radix == 0 && digits.startsWith("0b") ? 2 : radix;
    try {
      return Optional.of(
          new BigInteger(radix == 0 ? digits : digits.substring(2), radix == 0 ? 10 : radix));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The type after the digits of an integer literal, as {@code u8} in {@code 1_u8}. */
  static Optional<String> integerSuffix(Token token) {
    String text = token.text();
    for (String type : PrimitiveTypes.INTEGERS) {
      if (text.endsWith(type) && (text.startsWith("0x") || text.length() > type.length())) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The type after the digits of a floating-point literal. */
  static Optional<String> floatSuffix(Token token) {
    for (String type : PrimitiveTypes.FLOATS) {
      if (token.text().endsWith(type)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The value of a character or byte literal. */
  static Optional<BigInteger> character(Token token) {
    String text = token.text();
    int quote = text.indexOf('\'');
    if (quote < 0 || text.length() < quote + 3) {
      return Optional.empty();
    }
    String quoted = text.substring(quote + 1, text.length() - 1).replace("\"", "\\\"");
    Token string = new Token(Kind.STRING, '"' + quoted + '"', token.span(), false, Trail.MADE);
    try {
      String value = string(string).text();
      boolean one = value.codePointCount(0, value.length()) == 1;
      return one ? Optional.of(BigInteger.valueOf(value.codePointAt(0))) : Optional.empty();
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  /** Undoes escapes, keeping for each character the bytes it came from. */
  private static final class StringDecoder {
    private final Token token;
    private final SourceFile text;
    private final MappedText.Builder result = new MappedText.Builder();
    private int at;
    private int end;

    StringDecoder(Token token) {
      this.token = token;
      this.text = SourceFile.of("", token.text().getBytes(StandardCharsets.UTF_8));
      this.end = text.length();
    }

    MappedText decode() throws Fault {
      boolean raw = token.kind() == Kind.RAW_STRING;
      stripQuotes(raw);
      while (at < end) {
        if (!raw && text.byteAt(at) == '\\') {
          escape();
        } else {
          plain();
        }
      }
      return result.build();
    }

    private void stripQuotes(boolean raw) throws Fault {
      int hashes = 0;
      if (raw) {
        while (text.byteAt(1 + hashes) == '#') {
          hashes++;
        }
      }
      at = raw ? 2 + hashes : 1;
      int last = token.text().lastIndexOf('"');
      String closing = "\"" + "#".repeat(hashes);
      boolean closed = token.text().endsWith(closing) && end - closing.length() >= at;
      if (!closed) {
        boolean suffixed = last >= at && !raw;
        String message = suffixed ? "a string literal has a suffix" : "a string literal has no end";
        throw Fault.at(token.span(), message, suffixed ? "remove the suffix" : "starts here");
      }
      end -= closing.length();
    }

    private void plain() {
      int start = at;
      if (text.startsWith("\r\n", at)) {
        at += 2;
        result.add('\n', place(start));
        return;
      }
      int character = text.characterAt(at);
      at += text.characterLength(at);
      result.add(character, place(start));
    }

    private void escape() throws Fault {
      int start = at;
      int kind = at + 1 < end ? text.byteAt(at + 1) : -1;
      at += 2;
      switch (kind) {
        case 'n' -> result.add('\n', place(start));
        case 't' -> result.add('\t', place(start));
        case 'r' -> result.add('\r', place(start));
        case '0' -> result.add('\0', place(start));
        case '\\', '\'', '"' -> result.add(kind, place(start));
        case 'x' -> hexadecimal(start);
        case 'u' -> unicode(start);
        case '\n', '\r' -> continuation();
        default -> throw unknown(start);
      }
    }

    private void continuation() {
      while (at < end && " \t\n\r".indexOf(text.byteAt(at)) >= 0) {
        at++;
      }
    }

    private void hexadecimal(int start) throws Fault {
      int high = at < end ? Character.digit(text.byteAt(at), 16) : -1;
      int low = at + 1 < end ? Character.digit(text.byteAt(at + 1), 16) : -1;
      at = Math.min(end, at + 2);
      if (high < 0 || high > 7 || low < 0) {
        throw unknown(start);
      }
      result.add(high * 16 + low, place(start));
    }

    private void unicode(int start) throws Fault {
      int value = 0;
      int digits = 0;
      boolean open = at < end && text.byteAt(at) == '{';
      at++;
      while (open && at < end && text.byteAt(at) != '}' && digits <= 6) {
        int digit = Character.digit(text.byteAt(at), 16);
        if (digit < 0 && text.byteAt(at) != '_') {
          throw unknown(start);
        }
        value = digit < 0 ? value : value * 16 + digit;
        digits += digit < 0 ? 0 : 1;
        at++;
      }
      at++;
      boolean surrogate = value >= 0xD800 && value <= 0xDFFF;
      if (!open || at > end || digits == 0 || digits > 6 || value > 0x10FFFF || surrogate) {
        at = Math.min(at, end);
        throw unknown(start);
      }
      result.add(value, place(start));
    }

    private Fault unknown(int start) {
      at = Math.min(at, end);
      return Fault.at(place(start), "a string literal has an unknown escape", "unknown escape");
    }

    private Span place(int start) {
      int base = token.span().start();
      return token.verbatim() ? new Span(base + start, base + at) : token.span();
    }
  }
}

package dev.fabula.asm;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Evaluates the constant expressions of directives with 64-bit wrap-around, in GNU precedence.
 *
 * <p>It is there to bound sizes before the assembler sees them, so it knows three answers: a
 * number, an expression that depends on symbols, and a text that is no expression.
 */
final class ConstantExpression {
  /** What an expression is. */
  sealed interface Meaning {}

  /** A number. */
  record Number(long value) implements Meaning {}

  /** A well-formed expression that is not constant, or divides by zero or overflows a division. */
  record Symbolic() implements Meaning {}

  /** Not an expression. */
  record Malformed() implements Meaning {}

  private static final class MalformedText extends Exception {
    private static final long serialVersionUID = 1;

    MalformedText() {
      super(null, null, false, false);
    }
  }

  private static final int DEPTH_LIMIT = 64;
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("*", 6),
          Map.entry("/", 6),
          Map.entry("%", 6),
          Map.entry("<<", 6),
          Map.entry(">>", 6),
          Map.entry("|", 5),
          Map.entry("&", 5),
          Map.entry("^", 5),
          Map.entry("+", 4),
          Map.entry("-", 4),
          Map.entry("==", 3),
          Map.entry("!=", 3),
          Map.entry("<>", 3),
          Map.entry("<", 3),
          Map.entry("<=", 3),
          Map.entry(">", 3),
          Map.entry(">=", 3),
          Map.entry("&&", 2),
          Map.entry("||", 1));

  private final String text;
  private int at;
  private int depth;

  private ConstantExpression(String text) {
    this.text = text;
  }

  static Meaning of(String text) {
    ConstantExpression parser = new ConstantExpression(text);
    try {
      OptionalLong value = parser.binary(1);
      parser.blanks();
      if (parser.at < text.length()) {
        return new Malformed();
      }
      return value.isPresent() ? new Number(value.getAsLong()) : new Symbolic();
    } catch (MalformedText malformed) {
      return new Malformed();
    }
  }

  private OptionalLong binary(int lowest) throws MalformedText {
    OptionalLong left = unary();
    while (true) {
      String operator = operator();
      int precedence = PRECEDENCE.getOrDefault(operator, 0);
      if (precedence < lowest) {
        return left;
      }
      at += operator.length();
      OptionalLong right = binary(precedence + 1);
      left = apply(operator, left, right);
    }
  }

  private String operator() {
    blanks();
    if (at + 2 <= text.length() && PRECEDENCE.containsKey(text.substring(at, at + 2))) {
      return text.substring(at, at + 2);
    }
    return at < text.length() ? text.substring(at, at + 1) : "";
  }

  private OptionalLong unary() throws MalformedText {
    blanks();
    if (at >= text.length() || ++depth > DEPTH_LIMIT) {
      throw new MalformedText();
    }
    char c = text.charAt(at);
    OptionalLong value =
        switch (c) {
          case '-', '+', '~', '!' -> {
            at++;
            yield negate(c, unary());
          }
          case '(' -> parenthesised();
          case '\'' -> character();
          default -> Character.isDigit(c) ? number() : symbol();
        };
    depth--;
    return value;
  }

  private static OptionalLong negate(char operator, OptionalLong value) {
    if (value.isEmpty()) {
      return value;
    }
    long number = value.getAsLong();
    return OptionalLong.of(
        switch (operator) {
          case '-' -> -number;
          case '~' -> ~number;
          case '!' -> number == 0 ? 1 : 0;
          default -> number;
        });
  }

  private OptionalLong parenthesised() throws MalformedText {
    at++;
    OptionalLong value = binary(1);
    blanks();
    if (at >= text.length() || text.charAt(at) != ')') {
      throw new MalformedText();
    }
    at++;
    return value;
  }

  private OptionalLong character() throws MalformedText {
    if (at + 2 >= text.length() || text.charAt(at + 1) == '\\' || text.charAt(at + 2) != '\'') {
      throw new MalformedText();
    }
    char c = text.charAt(at + 1);
    at += 3;
    return OptionalLong.of(c);
  }

  /** A number; followed by {@code b} or {@code f} it is a numeric label. */
  private OptionalLong number() throws MalformedText {
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    OptionalLong value = literal(text.substring(start, at));
    if (value.isEmpty() && !text.substring(start, at).matches("[0-9]+[bfBF]")) {
      throw new MalformedText();
    }
    return value;
  }

  /** The value of an integer as GNU assemblers write it, empty if it is none. */
  static OptionalLong literal(String word) {
    try {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.startsWith("0x")) {
        return OptionalLong.of(Long.parseUnsignedLong(lower, 2, lower.length(), 16));
      }
      if (lower.matches("0b[01]+")) {
        return OptionalLong.of(Long.parseUnsignedLong(lower, 2, lower.length(), 2));
      }
      boolean octal = lower.length() > 1 && lower.startsWith("0");
      return OptionalLong.of(Long.parseUnsignedLong(lower, octal ? 8 : 10));
    } catch (NumberFormatException noNumber) {
      return OptionalLong.empty();
    }
  }

  private OptionalLong symbol() throws MalformedText {
    int start = at;
    while (at < text.length() && isSymbolPart(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw new MalformedText();
    }
    return OptionalLong.empty();
  }

  private static boolean isSymbolPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '@';
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private static OptionalLong apply(String operator, OptionalLong left, OptionalLong right) {
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalLong.empty();
    }
    long a = left.getAsLong();
    long b = right.getAsLong();
    return switch (operator) {
      case "*" -> OptionalLong.of(a * b);
      case "/" -> safe(a, b) ? OptionalLong.of(a / b) : OptionalLong.empty();
      case "%" -> safe(a, b) ? OptionalLong.of(a % b) : OptionalLong.empty();
      case "<<" -> b >>> 6 == 0 ? OptionalLong.of(a << b) : OptionalLong.empty();
      case ">>" -> b >>> 6 == 0 ? OptionalLong.of(a >>> b) : OptionalLong.empty();
      case "|" -> OptionalLong.of(a | b);
      case "&" -> OptionalLong.of(a & b);
      case "^" -> OptionalLong.of(a ^ b);
      case "+" -> OptionalLong.of(a + b);
      case "-" -> OptionalLong.of(a - b);
      default -> OptionalLong.empty();
    };
  }

  private static boolean safe(long a, long b) {
    return b != 0 && !(a == Long.MIN_VALUE && b == -1);
  }
}

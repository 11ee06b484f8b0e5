package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads constants as MIR prints them, except for those that have a body. */
final class Constants {

  private static final Pattern NUMBER = Pattern.compile("(-?\\d+)_([iu](?:\\d+|size))");
  private static final Pattern LIMIT =
      Pattern.compile("(?:core::num::<impl )?([iu](?:\\d+|size))>?::(MIN|MAX|BITS)");
  private static final Pattern REAL =
      Pattern.compile("([+-]?(?:\\d[\\d.]*(?:[eE][+-]?\\d+)?|inf|NaN))_?(f32|f64)");
  private static final Pattern SIZE =
      Pattern.compile("<(.*) as (?:std|core)::mem::SizedTypeProperties>::(SIZE|IS_ZST)");
  private static final Pattern ADDRESS = Pattern.compile("\\{(0x[0-9a-f]+) as (.*)\\}");

  private final Terms terms;
  private final int pointerBits;
  private final Layout layout;

  Constants(Terms terms, int pointerBits, Layout layout) {
    this.terms = terms;
    this.pointerBits = pointerBits;
    this.layout = layout;
  }

  /** The value of a constant, if its text tells it. */
  Optional<Value> read(String text) throws Unsupported {
    if (text.equals("()")) {
      return Optional.of(Value.UNIT);
    }
    if (text.equals("true") || text.equals("false")) {
      return Optional.of(new Value.Bits(terms.bool(text.equals("true"))));
    }
    return number(text)
        .or(() -> limit(text))
        .or(() -> real(text))
        .or(() -> character(text))
        .or(() -> variant(text))
        .or(() -> address(text).or(() -> property(text)));
  }

  private Optional<Value> number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.matches()
        ? integer(matcher.group(2)).map(i -> bits(new BigInteger(matcher.group(1)), i.bits()))
        : Optional.empty();
  }

  private Optional<Type.Int> integer(String name) {
    return Type.primitive(name, pointerBits).map(t -> (Type.Int) t);
  }

  private Value bits(BigInteger value, int width) {
    return new Value.Bits(terms.constant(value, width));
  }

  private Optional<Value> limit(String text) {
    Matcher matcher = LIMIT.matcher(text);
    return matcher.matches()
        ? integer(matcher.group(1)).map(i -> limit(i, matcher.group(2)))
        : Optional.empty();
  }

  private Value limit(Type.Int type, String which) {
    int value = type.bits() - (type.signed() ? 1 : 0);
    return switch (which) {
      case "BITS" -> bits(BigInteger.valueOf(type.bits()), 32);
      case "MAX" -> bits(BigInteger.ONE.shiftLeft(value).subtract(BigInteger.ONE), type.bits());
      default ->
          bits(
              type.signed() ? BigInteger.ONE.shiftLeft(value).negate() : BigInteger.ZERO,
              type.bits());
    };
  }

  private Optional<Value> real(String text) {
    Matcher matcher = REAL.matcher(text);
    if (!matcher.matches() || matcher.group(1).endsWith("NaN")) {
      return Optional.empty();
    }
    boolean wide = matcher.group(2).equals("f64");
    String digits = matcher.group(1);
    if (digits.endsWith("inf")) {
      double infinite =
          digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return Optional.of(real(infinite, (float) infinite, wide));
    }
    boolean zero = new BigDecimal(digits).signum() == 0;
    double value = Double.parseDouble(digits);
    return Optional.of(zero ? real(value, (float) value, wide) : real(digits, wide));
  }

  private Value real(String digits, boolean wide) {
    return real(Double.parseDouble(digits), Float.parseFloat(digits), wide);
  }

  private Value real(double value, float narrow, boolean wide) {
    return wide
        ? bits(BigInteger.valueOf(Double.doubleToRawLongBits(value)), 64)
        : bits(BigInteger.valueOf(Float.floatToRawIntBits(narrow)), 32);
  }

  private Optional<Value> character(String text) {
    boolean plain = text.length() >= 3 && text.startsWith("'") && text.endsWith("'");
    String inside = plain ? text.substring(1, text.length() - 1) : "";
    return plain && inside.codePointCount(0, inside.length()) == 1
        ? Optional.of(bits(BigInteger.valueOf(inside.codePointAt(0)), 32))
        : Optional.empty();
  }

  /** A variant without fields. */
  private Optional<Value> variant(String text) {
    return Enums.variant(withoutArguments(text))
        .map(d ->
            new Value.Variant(terms.constant(d, Value.DISCRIMINANT), Map.of(d, List.<Value>of())));
  }

  private Optional<Value> address(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    boolean pointer = matcher.matches() && matcher.group(2).startsWith("*");
    if (!pointer) {
      return Optional.empty();
    }
    Term address = terms.constant(new BigInteger(matcher.group(1).substring(2), 16), pointerBits);
    return Optional.of(new Value.Pointer(new Value.Target.Address(address), Optional.empty()));
  }

  /** What the standard library asks of a type. */
  private Optional<Value> property(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Type type = new TypeReader(pointerBits).read(matcher.group(1));
      int bytes = layout.bits(type) / 8;
      return Optional.of(
          matcher.group(2).equals("IS_ZST")
              ? new Value.Bits(terms.bool(bytes == 0))
              : bits(BigInteger.valueOf(bytes), pointerBits));
    } catch (Unsupported unknown) {
      return Optional.empty();
    }
  }

  /** A path without what stands in angle brackets behind a double colon. */
  static String withoutArguments(String path) {
    StringBuilder result = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (depth == 0 && path.startsWith("::<", i)) {
        i += 2;
        depth = 1;
      } else if (depth > 0) {
        boolean arrow = c == '>' && path.charAt(i - 1) == '-';
        depth += c == '<' ? 1 : c == '>' && !arrow ? -1 : 0;
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }
}

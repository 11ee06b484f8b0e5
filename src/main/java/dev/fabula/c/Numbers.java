package dev.fabula.c;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and characters as C writes them (C11, 6.4.4). */
final class Numbers {

  private static final Pattern INTEGER =
      Pattern.compile("(0x[0-9a-f]+|0b[01]+|[0-9]+)(u?l{0,2}u?)", Pattern.CASE_INSENSITIVE);

  private Numbers() {}

  /** The type and value of a number. */
  static Typed read(String text, DataModel model) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return Typed.of(new CType.Floating(text.endsWith("f") || text.endsWith("F") ? 32 : 64));
    }
    String suffix = matcher.group(2).toLowerCase(Locale.ROOT);
    String digits = matcher.group(1).toLowerCase(Locale.ROOT);
    Optional<BigInteger> value = value(digits);
    if (value.isEmpty()) {
      return Typed.unknown("no number");
    }
    return Typed.constant(type(value.get(), digits, suffix, model), value.get());
  }

  private static Optional<BigInteger> value(String digits) {
    try {
      if (digits.startsWith("0x")) {
        return Optional.of(new BigInteger(digits.substring(2), 16));
      }
      if (digits.startsWith("0b")) {
        return Optional.of(new BigInteger(digits.substring(2), 2));
      }
      boolean octal = digits.length() > 1 && digits.startsWith("0");
      return Optional.of(new BigInteger(digits, octal ? 8 : 10));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The first type of the list in C11, 6.4.4.1 that holds the value. */
  private static CType type(BigInteger value, String digits, String suffix, DataModel model) {
    boolean unsigned = suffix.contains("u");
    long longs = suffix.chars().filter(c -> c == 'l').count();
    boolean decimal = Character.isDigit(digits.charAt(0)) && !digits.startsWith("0");
    int least = longs == 2 ? 64 : longs == 1 ? model.pointerBits() : 32;
    for (int bits = least; bits <= 64; bits += 32) {
      if (!unsigned && value.bitLength() < bits) {
        return new CType.Int(bits, true);
      }
      if ((unsigned || !decimal) && value.bitLength() <= bits) {
        return new CType.Int(bits, false);
      }
    }
    return new CType.Int(64, false);
  }

  /** The type and value of a character constant. */
  static Typed character(String text) {
    String inside = text.replaceFirst("^[LuU8]*'", "").replaceFirst("'$", "");
    boolean plain = inside.length() == 1;
    return plain
        ? Typed.constant(DataModel.INT, BigInteger.valueOf(inside.charAt(0)))
        : Typed.of(DataModel.INT);
  }
}

package dev.fabula.isa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shape of value that a register class holds; pointers count as integers.
 *
 * @param isFloat whether the elements are IEEE 754 floats rather than integers
 * @param laneBits width of one element in bits
 * @param lanes number of elements of a vector; 0 for a scalar, since a vector may have one element
 */
public record OperandType(boolean isFloat, int laneBits, int lanes) {

  private static final Pattern NOTATION = Pattern.compile("([if])(\\d+)(?:x(\\d+))?");

  /** A scalar integer or pointer of a width in bits. */
  public static OperandType integer(int bits) {
    return new OperandType(false, bits, 0);
  }

  /** A scalar float of a width in bits. */
  public static OperandType floating(int bits) {
    return new OperandType(true, bits, 0);
  }

  /** Reads the notation of {@link #toString}; throws if the text is not in it. */
  static OperandType parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no operand type: " + text);
    }
    int lanes = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return new OperandType(matcher.group(1).equals("f"), Integer.parseInt(matcher.group(2)), lanes);
  }

  /** Whether it is a vector. */
  public boolean isVector() {
    return lanes > 0;
  }

  /** Width of the whole value in bits. */
  public int bits() {
    return isVector() ? laneBits * lanes : laneBits;
  }

  /** The type as in {@code i32}, {@code f64} or {@code i8x16}. */
  @Override
  public String toString() {
    return (isFloat ? "f" : "i") + laneBits + (isVector() ? "x" + lanes : "");
  }
}

package dev.fabula.isa.x86;

import dev.fabula.term.KnownFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The comparison of two strings, 128 bits each, as a function of the first, the second, and how
 * many of the elements of each are valid: a bit for each element of the second, not yet negated
 * (SDM volume 2, 4.1.4: IntRes1).
 *
 * @param control the immediate's low four bits: format of the elements, and what is compared
 */
record StringFunction(int control) implements KnownFunction {

  /** Bits of a number of elements. */
  static final int COUNT_BITS = 5;

  private static final int ANY = 0;
  private static final int RANGES = 1;
  private static final int EACH = 2;

  /** Two strings with the numbers of their valid elements. */
  private record Strings(int[] a, int validA, int[] b, int validB) {}

  @Override
  public String name() {
    return "x86.strings." + control;
  }

  /** How many elements a string has. */
  int count() {
    return (control & 1) == 0 ? 16 : 8;
  }

  @Override
  public int width() {
    return count();
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    Strings both =
        new Strings(
            elements(arguments.get(0)),
            arguments.get(2).intValue(),
            elements(arguments.get(1)),
            arguments.get(3).intValue());
    IntPredicate holds =
        switch (control >> 2) {
          case ANY -> at -> isAnyOf(both, at);
          case RANGES -> at -> isInRange(both, at);
          case EACH -> at -> isSame(both, at);
          default -> at -> startsAt(both, at);
        };
    BigInteger result = BigInteger.ZERO;
    for (int at = 0; at < count(); at++) {
      result = holds.test(at) ? result.setBit(at) : result;
    }
    return result;
  }

  private int[] elements(BigInteger string) {
    int bits = 128 / count();
    boolean signed = (control & 2) != 0;
    int[] elements = new int[count()];
    for (int n = 0; n < elements.length; n++) {
      int value = string.shiftRight(n * bits).intValue() << 32 - bits;
      elements[n] = signed ? value >> 32 - bits : value >>> 32 - bits;
    }
    return elements;
  }

  private static boolean isAnyOf(Strings s, int at) {
    boolean found = false;
    for (int n = 0; n < s.validA; n++) {
      found |= s.a[n] == s.b[at];
    }
    return found && at < s.validB;
  }

  /** Pairs of the first string are limits; one without its other half counts for nothing. */
  private static boolean isInRange(Strings s, int at) {
    boolean found = false;
    for (int n = 0; n + 1 < s.validA; n += 2) {
      found |= s.a[n] <= s.b[at] && s.b[at] <= s.a[n + 1];
    }
    return found && at < s.validB;
  }

  private static boolean isSame(Strings s, int at) {
    boolean both = at < s.validA && at < s.validB;
    return both ? s.a[at] == s.b[at] : at >= s.validA && at >= s.validB;
  }

  /** What lies behind the end of the second string's register counts as equal. */
  private static boolean startsAt(Strings s, int at) {
    boolean equal = true;
    for (int n = 0; n < s.validA && at + n < s.b.length; n++) {
      equal &= at + n < s.validB && s.a[n] == s.b[at + n];
    }
    return equal;
  }
}

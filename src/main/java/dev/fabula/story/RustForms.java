package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What terms look like that have a short form in Rust, and the spelling of numbers and types. */
final class RustForms {

  private static final int WIDEST = 128;

  private RustForms() {}

  /** The width of the integer type that tells a term. */
  static int container(int width) throws Untold {
    if (width > WIDEST) {
      throw new Untold("Rust has no integer of " + width + " bits");
    }
    return Math.max(8, Integer.highestOneBit(2 * width - 1));
  }

  static String unsigned(int width) throws Untold {
    return "u" + container(width);
  }

  static String stripped(String text) {
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return text;
    }
    int depth = 0;
    for (int i = 0; i < text.length() - 1; i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return text;
      }
    }
    return text.substring(1, text.length() - 1);
  }

  static String number(BigInteger value, int width) throws Untold {
    return bare(value) + "_" + unsigned(width);
  }

  /** A number whose type is clear. */
  static String bare(BigInteger value) {
    return value.bitLength() < 7 ? value.toString() : "0x" + value.toString(16);
  }

  /** A number of 64 bits as a {@code usize}. */
  static String size(Term term, String bits) {
    if (term.isConstant()) {
      return bare(term.value());
    }
    String plain = stripped(bits);
    return plain.matches("\\w+ as u64")
        ? plain.replace(" as u64", " as usize")
        : bits + " as usize";
  }

  static String masked(String text, int width) throws Untold {
    String whole = text.matches("[\\w.]+") ? text : "(" + text + ")";
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return container(width) == width ? whole : "(" + whole + " & 0x" + mask.toString(16) + ")";
  }

  static Term whole(Term term) throws Untold {
    if (container(term.width()) != term.width()) {
      throw new Untold("Rust has no integer of " + term.width() + " bits");
    }
    return term;
  }

  static boolean isNegative(Term term) {
    boolean scaled = term.op() == Op.MUL && term.argument(0).isConstant();
    return scaled && isNegative(term.argument(0).value(), term.width())
        || term.isConstant() && isNegative(term.value(), term.width());
  }

  static boolean isNegative(BigInteger value, int width) {
    return value.testBit(width - 1) && negated(value, width).bitLength() < width / 2 + 1;
  }

  static BigInteger negated(BigInteger value, int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(value);
  }

  static boolean isSmall(Term amount, int width) {
    BigInteger limit = BigInteger.valueOf(width);
    return switch (amount.op()) {
      case CONSTANT -> amount.value().compareTo(limit) < 0;
      case AND -> amount.argument(0).isConstant() && isSmall(amount.argument(0), width);
      case CONCAT ->
          amount.argument(0).isZero()
              && 1L << Math.min(60, amount.width() - amount.argument(0).width()) <= width;
      default -> amount.width() < 31 && 1 << amount.width() <= width;
    };
  }

  /** Whether these are the low bits of a number above its high ones. */
  static boolean isTurned(Term term) throws Untold {
    List<Term> parts = term.arguments();
    return parts.size() == 2
        && container(term.width()) == term.width()
        && parts.stream().allMatch(p -> p.op() == Op.EXTRACT)
        && parts.get(0).argument(0) == parts.get(1).argument(0)
        && parts.get(0).argument(0).width() == term.width()
        && parts.get(0).low() == 0
        && parts.get(1).low() == parts.get(0).width();
  }

  /** Whether this is a number of bits of which the zeros above were cut off and put back. */
  static boolean isCount(Term term) {
    List<Term> parts = term.arguments();
    return parts.size() == 2
        && parts.get(0).isZero()
        && parts.get(1).op() == Op.EXTRACT
        && parts.get(1).low() == 0
        && (parts.get(1).argument(0).op() == Op.POPCOUNT
            || parts.get(1).argument(0).op() == Op.CLZ
            || parts.get(1).argument(0).op() == Op.CTZ)
        && 1L << parts.get(1).width() > parts.get(1).argument(0).width();
  }

  /** The number whose bytes these are in opposite order. */
  static Optional<Term> swapped(Term term) {
    List<Term> parts = term.arguments();
    Term first = parts.getFirst();
    if (first.op() != Op.EXTRACT || first.argument(0).width() != term.width()) {
      return Optional.empty();
    }
    for (int i = 0; i < parts.size(); i++) {
      Term part = parts.get(i);
      boolean octet =
          part.op() == Op.EXTRACT
              && part.width() == 8
              && part.low() == 8 * i
              && part.argument(0) == first.argument(0);
      if (!octet) {
        return Optional.empty();
      }
    }
    return Optional.of(first.argument(0));
  }
}

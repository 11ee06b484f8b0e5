package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Terms as expressions of Rust. A term of a width that no integer has is told by the next wider
 * one, with zeros above it; one of width 1 also as a truth.
 */
final class RustExpression {

  private static final int LONGEST = 400;
  private static final int WIDEST = 128;

  private final Map<Term, String> names;
  private final Map<Term, String> done = new HashMap<>();

  /**
   * Expressions in which some terms have names.
   *
   * @param names an expression of the integer type for each, with brackets where it needs them
   */
  RustExpression(Map<Term, String> names) {
    this.names = new HashMap<>(names);
  }

  /** Gives a name to one more term. */
  void name(Term term, String name) {
    names.put(term, name);
    done.clear();
  }

  /** The width of the integer type that tells a term. */
  static int container(int width) throws Untold {
    if (width > WIDEST) {
      throw new Untold("Rust has no integer of " + width + " bits");
    }
    return Math.max(8, Integer.highestOneBit(2 * width - 1));
  }

  private static String unsigned(int width) throws Untold {
    return "u" + container(width);
  }

  /** An expression of an unsigned integer; nothing but brackets stands around it. */
  String bits(Term term) throws Untold {
    String name = names.get(term);
    if (name != null) {
      return name;
    }
    String known = done.get(term);
    if (known == null) {
      known = term.width() == 1 ? "(" + truth(term) + ") as u8" : told(term);
      if (term.width() == 1) {
        known = "(" + known + ")";
      }
      if (known.length() > LONGEST) {
        throw new Untold("what it computes is too long to tell");
      }
      done.put(term, known);
    }
    return known;
  }

  /** The same without brackets around all of it. */
  String plain(Term term) throws Untold {
    return stripped(bits(term));
  }

  private static String stripped(String text) {
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

  private String told(Term term) throws Untold {
    return switch (term.op()) {
      case CONSTANT -> number(term.value(), term.width());
      case NOT -> complement(term.argument(0));
      case AND -> joined(term.arguments(), " & ");
      case XOR -> exclusive(term);
      case ADD -> sum(term);
      case MUL -> product(term);
      case UDIV -> divided(term, " / ");
      case UREM -> divided(term, " % ");
      case SDIV -> signedDivision(term, "wrapping_div");
      case SREM -> signedDivision(term, "wrapping_rem");
      case SHL -> masked(shifted(term, " << "), term.width());
      case LSHR -> shifted(term, " >> ");
      case ASHR -> arithmeticShift(term);
      case ROTL -> rotated(term, "rotate_left");
      case ROTR -> rotated(term, "rotate_right");
      case ITE -> choice(term);
      case EXTRACT -> extracted(term);
      case CONCAT -> concatenated(term);
      case SEXT -> extended(term);
      case POPCOUNT, CLZ, CTZ -> counted(term, term);
      case BIT_REVERSE -> "(" + bits(whole(term).argument(0)) + ".reverse_bits())";
      case LOAD -> throw new Untold("what it reads from memory is not told in one");
      case APPLY -> throw new Untold("what `" + term.name() + "` computes is not told in Rust yet");
      case VARIABLE -> throw new Untold("it depends on something that is no operand");
      case EQ, ULT, SLT -> throw new IllegalStateException("a truth of width " + term.width());
      case MEMORY, STORE, APPLY_MEMORY -> throw new IllegalStateException("a memory as a number");
    };
  }

  private static String number(BigInteger value, int width) throws Untold {
    String digits = value.bitLength() < 7 ? value.toString() : "0x" + value.toString(16);
    return digits + "_" + unsigned(width);
  }

  private static String masked(String text, int width) throws Untold {
    String whole = "(" + text + ")";
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return container(width) == width ? whole : "(" + whole + " & 0x" + mask.toString(16) + ")";
  }

  private static Term whole(Term term) throws Untold {
    if (container(term.width()) != term.width()) {
      throw new Untold("Rust has no integer of " + term.width() + " bits");
    }
    return term;
  }

  private String joined(List<Term> terms, String sign) throws Untold {
    List<String> parts = new ArrayList<>();
    for (Term term : terms) {
      parts.add(bits(term));
    }
    return "(" + String.join(sign, parts) + ")";
  }

  /** What is not in a conjunction of complements is in one of them. */
  private String complement(Term term) throws Untold {
    boolean named = names.containsKey(term) || term.op() != Op.AND;
    if (named || term.arguments().stream().noneMatch(t -> t.op() == Op.NOT)) {
      return masked("!" + bits(term), term.width());
    }
    return joined(term.arguments().stream().map(Term::not).toList(), " | ");
  }

  private String exclusive(Term term) throws Untold {
    return joined(term.arguments(), " ^ ");
  }

  // Arithmetic

  private String sum(Term term) throws Untold {
    List<Term> parts = new ArrayList<>(term.arguments());
    parts.sort((a, b) -> Boolean.compare(isNegative(a), isNegative(b)));
    StringBuilder text = new StringBuilder(bits(parts.getFirst()));
    for (Term part : parts.subList(1, parts.size())) {
      boolean negative = isNegative(part);
      text.append(negative ? ".wrapping_sub(" : ".wrapping_add(")
          .append(stripped(negative ? negated(part) : bits(part)))
          .append(")");
    }
    return masked(text.toString(), term.width());
  }

  private static boolean isNegative(Term term) {
    boolean scaled = term.op() == Op.MUL && term.argument(0).isConstant();
    return scaled && isNegative(term.argument(0).value(), term.width())
        || term.isConstant() && isNegative(term.value(), term.width());
  }

  private static boolean isNegative(BigInteger value, int width) {
    return value.testBit(width - 1) && negated(value, width).bitLength() < width / 2 + 1;
  }

  private static BigInteger negated(BigInteger value, int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(value);
  }

  private String negated(Term term) throws Untold {
    if (term.isConstant()) {
      return number(negated(term.value(), term.width()), term.width());
    }
    BigInteger factor = negated(term.argument(0).value(), term.width());
    String other = bits(term.argument(1));
    return factor.equals(BigInteger.ONE)
        ? other
        : masked(other + ".wrapping_mul(" + factor + ")", term.width());
  }

  private String product(Term term) throws Untold {
    Term left = term.argument(0);
    String right = bits(term.argument(1));
    if (left.isConstant() && left.value().equals(negated(BigInteger.ONE, term.width()))) {
      return masked(right + ".wrapping_neg()", term.width());
    }
    return masked(right + ".wrapping_mul(" + stripped(bits(left)) + ")", term.width());
  }

  private String divided(Term term, String sign) throws Untold {
    return "(" + bits(term.argument(0)) + sign + bits(term.argument(1)) + ")";
  }

  private String signedDivision(Term term, String method) throws Untold {
    return masked(
        signed(term.argument(0))
            + "."
            + method
            + "("
            + stripped(signed(term.argument(1)))
            + ") as "
            + unsigned(term.width()),
        term.width());
  }

  /** The value as a signed integer of the container's width. */
  private String signed(Term term) throws Untold {
    int width = container(term.width());
    String whole = "(" + bits(term) + " as i" + width + ")";
    int above = width - term.width();
    return above == 0
        ? whole
        : "((" + bits(term) + " << " + above + ") as i" + width + " >> " + above + ")";
  }

  // Shifts

  /** The amount, which is known to be less than the width, or else a condition for that. */
  private String shifted(Term term, String sign) throws Untold {
    Term amount = term.argument(1);
    String shift = bits(term.argument(0)) + sign + bare(amount);
    if (isSmall(amount, term.width())) {
      return "(" + shift + ")";
    }
    return "(if "
        + stripped(bits(amount))
        + " < "
        + term.width()
        + " { "
        + shift
        + " } else { 0 })";
  }

  private String bare(Term amount) throws Untold {
    return amount.isConstant() ? amount.value().toString() : bits(amount);
  }

  private static boolean isSmall(Term amount, int width) {
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

  private String arithmeticShift(Term term) throws Untold {
    Term amount = term.argument(1);
    String shift =
        isSmall(amount, term.width())
            ? bare(amount)
            : bits(amount) + ".min(" + (term.width() - 1) + ")";
    return masked(
        "(" + signed(term.argument(0)) + " >> " + shift + ") as " + unsigned(term.width()),
        term.width());
  }

  private String rotated(Term term, String method) throws Untold {
    Term amount = whole(term).argument(1);
    String by = amount.isConstant() ? amount.value().toString() : bits(amount) + " as u32";
    return "(" + bits(term.argument(0)) + "." + method + "(" + by + "))";
  }

  // Bits

  private String choice(Term term) throws Untold {
    return "(if "
        + truth(term.argument(0))
        + " { "
        + plain(term.argument(1))
        + " } else { "
        + plain(term.argument(2))
        + " })";
  }

  private String extracted(Term term) throws Untold {
    Term from = term.argument(0);
    String down =
        term.low() == 0 ? bits(from) : "(" + bits(from) + " >> " + term.low() + ")";
    boolean same = container(from.width()) == container(term.width());
    return masked(same ? down : down + " as " + unsigned(term.width()), term.width());
  }

  private String concatenated(Term term) throws Untold {
    Optional<Term> swapped = swapped(term);
    if (swapped.isPresent()) {
      return "(" + bits(swapped.get()) + ".swap_bytes())";
    }
    if (isTurned(term)) {
      Term from = term.argument(0).argument(0);
      return "(" + bits(from) + ".rotate_left(" + term.argument(1).width() + "))";
    }
    if (isCount(term)) {
      return counted(term, term.argument(1).argument(0));
    }
    List<String> parts = new ArrayList<>();
    int low = term.width();
    for (Term part : term.arguments()) {
      low -= part.width();
      if (!part.isZero()) {
        boolean same = container(part.width()) == container(term.width());
        String wide = same ? bits(part) : bits(part) + " as " + unsigned(term.width());
        parts.add(low == 0 ? wide : "((" + wide + ") << " + low + ")");
      }
    }
    return "(" + String.join(" | ", parts) + ")";
  }

  /** Whether these are the low bits of a number above its high ones. */
  private static boolean isTurned(Term term) throws Untold {
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
  private static boolean isCount(Term term) {
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
  private static Optional<Term> swapped(Term term) {
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

  private String extended(Term term) throws Untold {
    Term from = term.argument(0);
    if (from.width() == 1) {
      String ones = number(negated(BigInteger.ONE, term.width()), term.width());
      return "(if " + truth(from) + " { " + ones + " } else { 0 })";
    }
    int width = container(term.width());
    return masked(signed(from) + " as i" + width + " as u" + width, term.width());
  }

  /** A number of bits in the width of a term. */
  private String counted(Term term, Term count) throws Untold {
    Term from = count.argument(0);
    int above = container(from.width()) - from.width();
    int width = container(term.width());
    String as = width == 32 ? "" : " as u" + width;
    String method =
        switch (count.op()) {
          case POPCOUNT -> "count_ones";
          case CLZ -> "leading_zeros";
          default -> "trailing_zeros";
        };
    if (above > 0 && count.op() == Op.CTZ) {
      throw new Untold("Rust has no integer of " + from.width() + " bits");
    }
    String number = bits(from) + "." + method + "()";
    String all = above > 0 && count.op() == Op.CLZ ? "(" + number + " - " + above + ")" : number;
    return "(" + all + as + ")";
  }

  // Truths

  /** An expression of a truth for a term of width 1; nothing but brackets stands around it. */
  String truth(Term term) throws Untold {
    if (names.containsKey(term)) {
      return names.get(term) + " != 0";
    }
    return switch (term.op()) {
      case CONSTANT -> term.isTrue() ? "true" : "false";
      case NOT -> negation(term.argument(0));
      case AND -> truths(term.arguments(), " && ");
      case XOR -> truths(term.arguments(), " != ");
      case EQ -> compared(term, " == ");
      case ULT -> compared(term, " < ");
      case SLT ->
          signed(term.argument(0)) + " < " + signed(term.argument(1));
      case EXTRACT -> bit(term);
      case ITE ->
          "if "
              + truth(term.argument(0))
              + " { "
              + truth(term.argument(1))
              + " } else { "
              + truth(term.argument(2))
              + " }";
      default -> throw new Untold("what decides in it is not told in Rust yet");
    };
  }

  private String negation(Term term) throws Untold {
    return switch (names.containsKey(term) ? Op.VARIABLE : term.op()) {
      case EQ -> compared(term, " != ");
      case ULT -> compared(term, " >= ");
      case SLT ->
          signed(term.argument(0)) + " >= " + signed(term.argument(1));
      case AND -> truths(term.arguments().stream().map(Term::not).toList(), " || ");
      default -> "!(" + truth(term) + ")";
    };
  }

  private String truths(List<Term> terms, String sign) throws Untold {
    List<String> parts = new ArrayList<>();
    for (Term part : terms) {
      parts.add("(" + truth(part) + ")");
    }
    return parts.stream().collect(Collectors.joining(sign));
  }

  private String compared(Term term, String sign) throws Untold {
    Term left = term.argument(0);
    Term right = term.argument(1);
    if (left.width() == 1) {
      return "(" + truth(left) + ")" + sign + "(" + truth(right) + ")";
    }
    return left.isConstant() && !sign.equals(" < ") && !sign.equals(" >= ")
        ? side(right) + sign + side(left)
        : side(left) + sign + side(right);
  }

  private String side(Term term) throws Untold {
    return term.isConstant() ? term.value().toString() : bits(term);
  }

  private String bit(Term term) throws Untold {
    Term from = term.argument(0);
    boolean sign = term.low() == from.width() - 1 && container(from.width()) == from.width();
    if (sign) {
      return "(" + bits(from) + " as i" + from.width() + ") < 0";
    }
    return term.low() == 0
        ? bits(from) + " & 1 != 0"
        : "(" + bits(from) + " >> " + term.low() + ") & 1 != 0";
  }
}

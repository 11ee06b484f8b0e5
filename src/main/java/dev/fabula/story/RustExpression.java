package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Terms as expressions of Rust. A term of a width that no integer has is told by the next wider
 * one, with zeros above it; one of width 1 also as a truth.
 */
final class RustExpression {

  private static final int LONGEST = 400;

  private final Map<Term, String> names;
  private final Map<Term, String> done = new HashMap<>();
  private final Unknowns unknowns;

  /** Names variables that have none. */
  interface Unknowns {
    /** Whether nothing of Rust is in a term, so that it is named as a whole. */
    boolean isForeign(Term term);

    /** An expression of a term with nothing of Rust in it. */
    String name(Term term) throws Untold;
  }

  /**
   * Expressions in which some terms have names.
   *
   * @param names an expression of the integer type for each, with brackets where it needs them
   * @param unknowns names the other variables
   */
  RustExpression(Map<Term, String> names, Unknowns unknowns) {
    this.names = new HashMap<>(names);
    this.unknowns = unknowns;
  }

  /** Gives a name to one more term. */
  void name(Term term, String name) {
    names.put(term, name);
    done.clear();
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

  /** An argument of a method or the second side of an operator, which has the type of the first. */
  private String second(Term term) throws Untold {
    boolean number = term.isConstant() && term.width() > 1;
    return number ? RustForms.bare(term.value()) : bits(term);
  }

  /** The same without brackets around all of it. */
  String plain(Term term) throws Untold {
    return RustForms.stripped(second(term));
  }

  private String told(Term term) throws Untold {
    if (unknowns.isForeign(term)) {
      return unknowns.name(term);
    }
    return switch (term.op()) {
      case CONSTANT -> RustForms.number(term.value(), term.width());
      case NOT -> complement(term.argument(0));
      case AND -> joined(term.arguments(), " & ");
      case XOR -> joined(term.arguments(), " ^ ");
      case ADD -> sum(term);
      case MUL -> product(term);
      case UDIV -> divided(term, " / ");
      case UREM -> divided(term, " % ");
      case SDIV -> signedDivision(term, "wrapping_div");
      case SREM -> signedDivision(term, "wrapping_rem");
      case SHL -> RustForms.masked(shifted(term, " << "), term.width());
      case LSHR -> shifted(term, " >> ");
      case ASHR -> arithmeticShift(term);
      case ROTL -> rotated(term, "rotate_left");
      case ROTR -> rotated(term, "rotate_right");
      case ITE -> choice(term);
      case EXTRACT -> extracted(term);
      case CONCAT -> concatenated(term);
      case SEXT -> extended(term);
      case POPCOUNT, CLZ, CTZ -> counted(term, term);
      case BIT_REVERSE -> "(" + bits(RustForms.whole(term).argument(0)) + ".reverse_bits())";
      case LOAD -> throw new Untold("what it reads from memory is not told in one");
      case APPLY -> throw new Untold("what `" + term.name() + "` computes is not told in Rust yet");
      case VARIABLE -> unknowns.name(term);
      case EQ, ULT, SLT -> throw new IllegalStateException("a truth of width " + term.width());
      case MEMORY, STORE, APPLY_MEMORY -> throw new IllegalStateException("a memory as a number");
    };
  }

  private static List<Term> constantsLast(List<Term> terms) {
    List<Term> sorted = new ArrayList<>(terms);
    sorted.sort((a, b) -> Boolean.compare(a.isConstant(), b.isConstant()));
    return sorted;
  }

  private String joined(List<Term> terms, String sign) throws Untold {
    List<String> parts = new ArrayList<>();
    for (Term term : constantsLast(terms)) {
      parts.add(parts.isEmpty() ? bits(term) : second(term));
    }
    return "(" + String.join(sign, parts) + ")";
  }

  /** What is not in a conjunction of complements is in one of them. */
  private String complement(Term term) throws Untold {
    boolean named = names.containsKey(term) || term.op() != Op.AND;
    if (named || term.arguments().stream().noneMatch(t -> t.op() == Op.NOT)) {
      return RustForms.masked("!" + bits(term), term.width());
    }
    return joined(term.arguments().stream().map(Term::not).toList(), " | ");
  }

  // Arithmetic

  private String sum(Term term) throws Untold {
    List<Term> parts = constantsLast(term.arguments());
    parts.sort((a, b) -> Boolean.compare(RustForms.isNegative(a), RustForms.isNegative(b)));
    StringBuilder text = new StringBuilder(bits(parts.getFirst()));
    for (Term part : parts.subList(1, parts.size())) {
      boolean negative = RustForms.isNegative(part);
      text.append(negative ? ".wrapping_sub(" : ".wrapping_add(")
          .append(RustForms.stripped(negative ? negated(part) : second(part)))
          .append(")");
    }
    return RustForms.masked(text.toString(), term.width());
  }

  private String negated(Term term) throws Untold {
    if (term.isConstant()) {
      return RustForms.bare(RustForms.negated(term.value(), term.width()));
    }
    BigInteger factor = RustForms.negated(term.argument(0).value(), term.width());
    String other = bits(term.argument(1));
    return factor.equals(BigInteger.ONE)
        ? other
        : RustForms.masked(other + ".wrapping_mul(" + factor + ")", term.width());
  }

  private String product(Term term) throws Untold {
    Term left = term.argument(0);
    String right = bits(term.argument(1));
    if (left.isConstant() && left.value().equals(RustForms.negated(BigInteger.ONE, term.width()))) {
      return RustForms.masked(right + ".wrapping_neg()", term.width());
    }
    return RustForms.masked(
        right + ".wrapping_mul(" + RustForms.stripped(second(left)) + ")", term.width());
  }

  private String divided(Term term, String sign) throws Untold {
    return "(" + bits(term.argument(0)) + sign + second(term.argument(1)) + ")";
  }

  private String signedDivision(Term term, String method) throws Untold {
    return RustForms.masked(
        signed(term.argument(0))
            + "."
            + method
            + "("
            + RustForms.stripped(signed(term.argument(1)))
            + ") as "
            + RustForms.unsigned(term.width()),
        term.width());
  }

  /** The value as a signed integer of the container's width. */
  String signed(Term term) throws Untold {
    int width = RustForms.container(term.width());
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
    if (RustForms.isSmall(amount, term.width())) {
      return "(" + shift + ")";
    }
    return "(if " + bits(amount) + " < " + term.width() + " { " + shift + " } else { 0 })";
  }

  private String bare(Term amount) throws Untold {
    return amount.isConstant() ? amount.value().toString() : bits(amount);
  }

  private String arithmeticShift(Term term) throws Untold {
    Term amount = term.argument(1);
    String shift =
        RustForms.isSmall(amount, term.width())
            ? bare(amount)
            : bits(amount) + ".min(" + (term.width() - 1) + ")";
    return RustForms.masked(
        "("
            + signed(term.argument(0))
            + " >> "
            + shift
            + ") as "
            + RustForms.unsigned(term.width()),
        term.width());
  }

  private String rotated(Term term, String method) throws Untold {
    Term amount = RustForms.whole(term).argument(1);
    String by = amount.isConstant() ? amount.value().toString() : bits(amount) + " as u32";
    return "(" + bits(term.argument(0)) + "." + method + "(" + by + "))";
  }

  // Bits

  private String choice(Term term) throws Untold {
    Term when = term.argument(0);
    boolean same =
        when.op() == Op.EQ
            && when.arguments().contains(term.argument(1))
            && when.arguments().contains(term.argument(2));
    if (same) {
      return bits(term.argument(2));
    }
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
    String down = term.low() == 0 ? bits(from) : "(" + bits(from) + " >> " + term.low() + ")";
    boolean same = RustForms.container(from.width()) == RustForms.container(term.width());
    return RustForms.masked(
        same ? down : down + " as " + RustForms.unsigned(term.width()), term.width());
  }

  private String concatenated(Term term) throws Untold {
    Optional<Term> swapped = RustForms.swapped(term);
    if (swapped.isPresent()) {
      return "(" + bits(swapped.get()) + ".swap_bytes())";
    }
    if (RustForms.isTurned(term)) {
      Term from = term.argument(0).argument(0);
      return "(" + bits(from) + ".rotate_left(" + term.argument(1).width() + "))";
    }
    if (RustForms.isCount(term)) {
      return counted(term, term.argument(1).argument(0));
    }
    List<String> parts = new ArrayList<>();
    int low = term.width();
    for (Term part : term.arguments()) {
      low -= part.width();
      if (!part.isZero()) {
        boolean same = RustForms.container(part.width()) == RustForms.container(term.width());
        String wide = same ? bits(part) : bits(part) + " as " + RustForms.unsigned(term.width());
        parts.add(low == 0 ? wide : "((" + wide + ") << " + low + ")");
      }
    }
    return "(" + String.join(" | ", parts) + ")";
  }

  private String extended(Term term) throws Untold {
    Term from = term.argument(0);
    if (from.width() == 1) {
      String ones = RustForms.number(RustForms.negated(BigInteger.ONE, term.width()), term.width());
      return "(if " + truth(from) + " { " + ones + " } else { 0 })";
    }
    int width = RustForms.container(term.width());
    return RustForms.masked(signed(from) + " as i" + width + " as u" + width, term.width());
  }

  /** A number of bits in the width of a term. */
  private String counted(Term term, Term count) throws Untold {
    Term from = count.argument(0);
    int above = RustForms.container(from.width()) - from.width();
    int width = RustForms.container(term.width());
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
    Optional<String> overflow = Overflows.told(term, this);
    return overflow.isPresent() ? overflow.get() : plainTruth(term);
  }

  private String plainTruth(Term term) throws Untold {
    return switch (term.op()) {
      case CONSTANT -> term.isTrue() ? "true" : "false";
      case NOT -> negation(term.argument(0));
      case AND -> truths(term.arguments(), " && ");
      case XOR -> truths(term.arguments(), " != ");
      case EQ -> compared(term, " == ");
      case ULT -> compared(term, " < ");
      case SLT -> signed(term.argument(0)) + " < " + signed(term.argument(1));
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
      case SLT -> signed(term.argument(0)) + " >= " + signed(term.argument(1));
      case AND -> truths(term.arguments().stream().map(Term::not).toList(), " || ");
      default -> "!(" + truth(term) + ")";
    };
  }

  private String truths(List<Term> terms, String sign) throws Untold {
    List<String> parts = new ArrayList<>();
    for (Term part : terms) {
      parts.add("(" + truth(part) + ")");
    }
    return String.join(sign, parts);
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
    boolean sign =
        term.low() == from.width() - 1 && RustForms.container(from.width()) == from.width();
    if (sign) {
      return "(" + bits(from) + " as i" + from.width() + ") < 0";
    }
    return term.low() == 0
        ? bits(from) + " & 1 != 0"
        : "(" + bits(from) + " >> " + term.low() + ") & 1 != 0";
  }
}

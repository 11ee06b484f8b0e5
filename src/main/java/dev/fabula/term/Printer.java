package dev.fabula.term;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** The text of a term: infix for the common operators, cut off beyond a length and a depth. */
final class Printer {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 40;
  private static final BigInteger TEN = BigInteger.TEN;

  private final StringBuilder out = new StringBuilder();
  private int depth;

  private Printer() {}

  static String print(Term term) {
    Printer printer = new Printer();
    printer.whole(term);
    return printer.out.toString();
  }

  /** A term where it needs no parentheses. */
  private void whole(Term term) {
    if (out.length() > LONGEST || depth > DEEPEST) {
      out.append('…');
      return;
    }
    depth++;
    write(term);
    depth--;
  }

  /** A term as an operand, in parentheses unless it is of one piece. */
  private void operand(Term term) {
    if (isInfix(term)) {
      out.append('(');
      whole(term);
      out.append(')');
    } else {
      whole(term);
    }
  }

  private static boolean isInfix(Term term) {
    return switch (term.op()) {
      case ADD, MUL, AND, XOR, EQ, ULT, SLT, ITE, SHL, LSHR, ASHR -> true;
      case CONCAT -> Slices.zeroExtended(term) == null;
      case NOT -> isDisjunction(term) || isComparison(term.argument(0));
      default -> false;
    };
  }

  private static boolean isComparison(Term term) {
    return term.op() == Op.EQ || term.op() == Op.ULT || term.op() == Op.SLT;
  }

  private static boolean isDisjunction(Term term) {
    Term inner = term.argument(0);
    return term.op() == Op.NOT
        && inner.op() == Op.AND
        && inner.arguments().stream().anyMatch(each -> each.op() == Op.NOT);
  }

  private void write(Term term) {
    switch (term.op()) {
      case CONSTANT -> out.append(number(term.value()));
      case VARIABLE, MEMORY -> out.append(term.name());
      case APPLY, APPLY_MEMORY -> call(term.name(), term);
      case NOT -> complement(term);
      case AND -> infix(" & ", term.arguments());
      case XOR -> infix(" ^ ", term.arguments());
      case ADD -> sum(term);
      case MUL -> infix(" * ", term.arguments());
      case SHL -> infix(" << ", term.arguments());
      case LSHR -> infix(" >>u ", term.arguments());
      case ASHR -> infix(" >>s ", term.arguments());
      case EQ -> infix(" = ", term.arguments());
      case ULT -> infix(" <u ", term.arguments());
      case SLT -> infix(" <s ", term.arguments());
      case ITE -> choice(term);
      case EXTRACT -> extract(term);
      case CONCAT -> concat(term);
      case SEXT -> call("sext" + term.width(), term);
      case LOAD -> call("load" + term.width(), term);
      case STORE -> store(term);
      default -> call(term.op().name().toLowerCase(Locale.ROOT), term);
    }
  }

  private static String number(BigInteger value) {
    return value.compareTo(TEN) < 0 ? value.toString() : "0x" + value.toString(16);
  }

  private void infix(String operator, List<Term> operands) {
    for (int i = 0; i < operands.size(); i++) {
      out.append(i == 0 ? "" : operator);
      operand(operands.get(i));
    }
  }

  private void call(String name, Term term) {
    out.append(name).append('(');
    for (int i = 0; i < term.arity(); i++) {
      out.append(i == 0 ? "" : ", ");
      whole(term.argument(i));
    }
    out.append(')');
  }

  private void complement(Term term) {
    Term inner = term.argument(0);
    if (isDisjunction(term)) {
      infix(" | ", inner.arguments().stream().map(Term::not).toList());
    } else if (isComparison(inner)) {
      infix(
          inner.op() == Op.EQ ? " != " : inner.op() == Op.ULT ? " >=u " : " >=s ",
          inner.arguments());
    } else {
      out.append('~');
      operand(inner);
    }
  }

  /** A sum, what is added before what is subtracted, a constant last. */
  private void sum(Term term) {
    List<Term> addends =
        term.base().op() == Op.ADD ? term.base().arguments() : List.of(term.base());
    int start = out.length();
    for (Term addend : addends) {
      if (!isNegated(addend)) {
        out.append(out.length() == start ? "" : " + ");
        operand(addend);
      }
    }
    for (Term addend : addends) {
      if (isNegated(addend)) {
        out.append(out.length() == start ? "-" : " - ");
        operand(addend.argument(1));
      }
    }
    if (!term.offset().isZero()) {
      BigInteger offset = Concrete.signed(term.offset().value(), term.width());
      out.append(offset.signum() < 0 ? " - " : " + ").append(number(offset.abs()));
    }
  }

  private static boolean isNegated(Term term) {
    return term.op() == Op.MUL && term.argument(0).isOnes();
  }

  private void choice(Term term) {
    out.append("if ");
    operand(term.argument(0));
    out.append(" then ");
    operand(term.argument(1));
    out.append(" else ");
    operand(term.argument(2));
  }

  private void extract(Term term) {
    operand(term.argument(0));
    out.append('[').append(term.high());
    if (term.width() > 1) {
      out.append(':').append(term.low());
    }
    out.append(']');
  }

  private void concat(Term term) {
    Term extended = Slices.zeroExtended(term);
    if (extended == null) {
      infix(" ++ ", term.arguments());
    } else {
      out.append("zext").append(term.width()).append('(');
      whole(extended);
      out.append(')');
    }
  }

  private void store(Term term) {
    whole(term.argument(0));
    out.append('{');
    whole(term.argument(1));
    out.append(" := ");
    whole(term.argument(2));
    out.append('}');
  }
}

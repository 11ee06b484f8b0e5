package dev.fabula.report;

import dev.fabula.exec.Labels;
import dev.fabula.exec.Origin;
import dev.fabula.exec.Run;
import dev.fabula.isa.Footprints;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values as short formulas in words, over the names of registers. */
final class Formula {

  private static final int LONGEST = 70;
  private static final int DEEPEST = 8;
  private static final String ENTRY = "entry.";
  private static final String SYMBOL = "symbol.";

  private final Run run;
  private final LocationNames names;
  private int depth;
  private boolean tooLong;

  /**
   * Formulas of one instruction.
   *
   * @param run the run that its unknowns are of
   * @param names the names of registers and parts of them
   */
  Formula(Run run, LocationNames names) {
    this.run = run;
    this.names = names;
  }

  /** The formula of a value; empty if it would be too long to be of help. */
  Optional<String> of(Term value) {
    depth = 0;
    tooLong = false;
    String text = whole(value);
    return tooLong || text.length() > LONGEST ? Optional.empty() : Optional.of(text);
  }

  /** A condition as a clause; empty if it would be too long to be of help. */
  Optional<String> condition(Term condition) {
    depth = 0;
    tooLong = false;
    String text = clause(condition);
    return tooLong || text.length() > LONGEST ? Optional.empty() : Optional.of(text);
  }

  private String clause(Term condition) {
    return switch (condition.op()) {
      case VARIABLE -> bit(condition, "set");
      case AND -> clauses(condition.arguments(), " and ");
      case XOR -> infix(condition, " != ");
      case EXTRACT ->
          isSign(condition) ? negative(condition) + " < 0 (signed)" : bit(condition, "set");
      case NOT -> negated(condition.argument(0));
      default -> whole(condition);
    };
  }

  private String negated(Term condition) {
    return switch (condition.op()) {
      case VARIABLE -> bit(condition, "clear");
      case AND -> clauses(condition.arguments().stream().map(Term::not).toList(), " or ");
      case XOR -> infix(condition, " = ");
      case EXTRACT ->
          isSign(condition) ? negative(condition) + " >= 0 (signed)" : bit(condition, "clear");
      default -> whole(condition.not());
    };
  }

  private String bit(Term bit, String state) {
    return whole(bit) + " is " + state;
  }

  private static boolean isSign(Term bit) {
    return bit.width() == 1 && bit.low() == bit.argument(0).width() - 1;
  }

  private String negative(Term sign) {
    return operand(sign.argument(0));
  }

  private String clauses(List<Term> conditions, String word) {
    return conditions.stream().map(this::clause).collect(Collectors.joining(word));
  }

  private String whole(Term term) {
    if (depth > DEEPEST || tooLong) {
      tooLong = true;
      return "";
    }
    depth++;
    String text = names.ofEntryValue(term).orElseGet(() -> write(term));
    depth--;
    return text;
  }

  private String operand(Term term) {
    boolean composed =
        switch (term.op()) {
          case ADD, MUL, AND, XOR, EQ, ULT, SLT, ITE, SHL, LSHR, ASHR, UDIV, UREM -> true;
          case SDIV, SREM, ROTL, ROTR, CONCAT -> true;
          case NOT -> term.argument(0).op() == Op.AND;
          default -> false;
        };
    boolean named = names.ofEntryValue(term).isPresent();
    return composed && !named ? "(" + whole(term) + ")" : whole(term);
  }

  private String write(Term term) {
    return switch (term.op()) {
      case CONSTANT -> number(term.value());
      case VARIABLE -> unknown(term);
      case MEMORY, APPLY_MEMORY, STORE -> "memory";
      case APPLY -> applied(term);
      case NOT -> complement(term);
      case AND -> infix(term, " and ");
      case XOR -> infix(term, " xor ");
      case ADD -> sum(term);
      case MUL -> infix(term, " * ");
      case UDIV -> infix(term, " / ");
      case UREM -> infix(term, " mod ");
      case SDIV -> infix(term, " / ") + " (signed)";
      case SREM -> infix(term, " mod ") + " (signed)";
      case SHL, LSHR, ASHR, ROTL, ROTR -> shifted(term);
      case EQ -> infix(term, " = ");
      case ULT -> infix(term, " < ");
      case SLT -> infix(term, " < ") + " (signed)";
      case ITE -> choice(term);
      case EXTRACT -> part(term);
      case CONCAT -> joined(term);
      case SEXT -> operand(term.argument(0)) + " sign-extended";
      case POPCOUNT -> "the number of ones in " + operand(term.argument(0));
      case CLZ -> "the number of leading zeros in " + operand(term.argument(0));
      case CTZ -> "the number of trailing zeros in " + operand(term.argument(0));
      case BIT_REVERSE -> operand(term.argument(0)) + " with its bits reversed";
      case LOAD -> "[" + whole(term.argument(1)) + "]";
    };
  }

  private String shifted(Term term) {
    return switch (term.op()) {
      case SHL -> infix(term, " << ");
      case ASHR -> infix(term, " >> ") + " (signed)";
      case ROTL -> infix(term, " rotated left by ");
      case ROTR -> infix(term, " rotated right by ");
      default -> infix(term, " >> ");
    };
  }

  private static String number(BigInteger value) {
    return value.bitLength() < 10 ? value.toString() : "0x" + value.toString(16);
  }

  private String unknown(Term variable) {
    String name = variable.name();
    if (name.startsWith(ENTRY)) {
      return names.ofNamed(name.substring(ENTRY.length()));
    }
    if (name.startsWith(SYMBOL)) {
      return "the address of `" + Labels.display(name.substring(SYMBOL.length())) + "`";
    }
    if (name.startsWith("code.")) {
      return "the start of the code";
    }
    return switch (run.origin(variable)) {
      case Origin.Undefined undefined -> "something undefined";
      case Origin.Made made -> "a value from elsewhere (" + made.what() + ")";
      case Origin.Input i -> name;
      case Origin.NarrowTop t -> name;
      case Origin.Undeclared u -> name;
      case Origin.Unset u -> name;
      case Origin.Flag f -> name;
      case Origin.Kept k -> name;
      case Origin.OwnStack s -> name;
    };
  }

  private String applied(Term term) {
    boolean footprint = term.name().startsWith(Footprints.PREFIX);
    String of =
        term.arguments().stream().map(this::whole).distinct().collect(Collectors.joining(", "));
    return (footprint ? "a result of " : term.name() + " of ") + of;
  }

  /** Constants come last where the order is ours, as people write it. */
  private String infix(Term term, String operator) {
    boolean free =
        switch (term.op()) {
          case EQ, AND, XOR, MUL -> true;
          default -> false;
        };
    Comparator<Term> constantsLast = Comparator.comparing(Term::isConstant);
    return term.arguments().stream()
        .sorted(free ? constantsLast : (_, _) -> 0)
        .map(this::operand)
        .collect(Collectors.joining(operator));
  }

  private String complement(Term term) {
    Term inner = term.argument(0);
    return switch (inner.op()) {
      case EQ -> infix(inner, " != ");
      case ULT -> infix(inner, " >= ");
      case SLT -> infix(inner, " >= ") + " (signed)";
      case AND ->
          inner.arguments().stream()
              .map(each -> operand(each.not()))
              .collect(Collectors.joining(" or "));
      default -> "not " + operand(inner);
    };
  }

  private String sum(Term term) {
    List<Term> addends =
        term.base().op() == Op.ADD ? term.base().arguments() : List.of(term.base());
    StringBuilder text = new StringBuilder();
    addends.stream()
        .filter(a -> !isNegated(a))
        .forEach(a -> text.append(text.isEmpty() ? "" : " + ").append(operand(a)));
    addends.stream()
        .filter(Formula::isNegated)
        .forEach(a -> text.append(text.isEmpty() ? "-" : " - ").append(operand(a.argument(1))));
    Term offset = term.offset();
    if (!offset.isZero()) {
      boolean negative = offset.sign().isTrue();
      text.append(negative ? " - " : " + ")
          .append(number((negative ? offset.neg() : offset).value()));
    }
    return text.toString();
  }

  private static boolean isNegated(Term term) {
    return term.op() == Op.MUL && term.argument(0).isOnes();
  }

  private String choice(Term term) {
    return "%s if %s, else %s"
        .formatted(operand(term.argument(1)), clause(term.argument(0)), operand(term.argument(2)));
  }

  private String part(Term term) {
    if (term.low() == 0 && isCount(term.argument(0), term.width())) {
      return whole(term.argument(0));
    }
    String of = operand(term.argument(0));
    if (term.width() == 1) {
      return "bit " + term.low() + " of " + of;
    }
    if (term.low() == 0) {
      return "the low " + term.width() + " bits of " + of;
    }
    return term.high() == term.argument(0).width() - 1
        ? "the high " + term.width() + " bits of " + of
        : "bits " + term.high() + " to " + term.low() + " of " + of;
  }

  /** Whether a term is a number of bits for which a width is enough. */
  private static boolean isCount(Term term, int width) {
    return switch (term.op()) {
      case POPCOUNT, CLZ, CTZ -> width >= Integer.SIZE - Integer.numberOfLeadingZeros(term.width());
      default -> false;
    };
  }

  /** A juxtaposition: widening, a shift or a rotation where it is one. */
  private String joined(Term term) {
    List<Term> all = term.arguments();
    boolean widened = all.getFirst().isZero();
    List<Term> pieces = widened ? all.subList(1, all.size()) : all;
    Term first = pieces.getFirst();
    Term last = pieces.getLast();
    if (pieces.size() == 1) {
      return isTop(first) ? operand(first.argument(0)) + " >> " + first.low() : whole(first);
    }
    if (pieces.size() == 2 && last.isZero()) {
      boolean low = !widened && first.op() == Op.EXTRACT && first.low() == 0;
      return operand(low ? first.argument(0) : first) + " << " + last.width();
    }
    if (all.size() == 2 && isRotation(first, last)) {
      return operand(first.argument(0)) + " rotated left by " + last.width();
    }
    return all.stream().map(this::operand).collect(Collectors.joining(" : "));
  }

  /** Whether a term is the high bits of a value: what a shift to the right leaves. */
  private boolean isTop(Term term) {
    return term.op() == Op.EXTRACT
        && term.width() > 1
        && term.high() == term.argument(0).width() - 1
        && names.ofEntryValue(term).isEmpty();
  }

  private static boolean isRotation(Term first, Term last) {
    return first.op() == Op.EXTRACT
        && last.op() == Op.EXTRACT
        && first.argument(0) == last.argument(0)
        && first.low() == 0
        && last.low() == first.width()
        && last.high() == last.argument(0).width() - 1;
  }
}

package dev.fabula.term;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/** A term's operator applied to other arguments, simplified. */
final class Rebuilding {
  private Rebuilding() {}

  static Term rebuild(Term term, Term[] a) {
    return switch (term.op()) {
      case CONSTANT, VARIABLE, MEMORY -> term;
      case APPLY -> applied(term, Arrays.asList(a));
      case APPLY_MEMORY ->
          term.bank().applyMemory(term.name(), term.addressWidth(), Arrays.asList(a));
      case NOT -> a[0].not();
      case AND -> fold(a, Term::and);
      case XOR -> fold(a, Term::xor);
      case ADD -> fold(a, Term::add);
      case MUL -> fold(a, Term::mul);
      case UDIV, UREM, SDIV, SREM -> Division.of(term.op(), a[0], a[1]);
      case SHL, LSHR, ASHR, ROTL, ROTR -> Shifts.of(term.op(), a[0], a[1]);
      case EQ -> a[0].eq(a[1]);
      case ULT -> a[0].ult(a[1]);
      case SLT -> a[0].slt(a[1]);
      case ITE -> a[0].ite(a[1], a[2]);
      case EXTRACT -> a[0].extract(term.high(), term.low());
      case CONCAT -> fold(a, Term::concat);
      case SEXT -> a[0].sext(term.width());
      case POPCOUNT, CLZ, CTZ, BIT_REVERSE -> Counting.of(term.op(), a[0]);
      case LOAD -> a[0].load(a[1], term.width() / 8);
      case STORE -> a[0].store(a[1], a[2]);
    };
  }

  private static Term applied(Term term, List<Term> arguments) {
    Terms bank = term.bank();
    return term.function()
        .map(known -> bank.apply(known, arguments))
        .orElseGet(() -> bank.apply(term.name(), term.width(), arguments));
  }

  private static Term fold(Term[] arguments, BinaryOperator<Term> operator) {
    Term result = arguments[0];
    for (int i = 1; i < arguments.length; i++) {
      result = operator.apply(result, arguments[i]);
    }
    return result;
  }
}

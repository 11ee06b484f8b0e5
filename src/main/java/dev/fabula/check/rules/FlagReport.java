package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.exec.Origin;
import dev.fabula.isa.Location.Kind;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.function.Predicate;

/**
 * Outputs that show flags as they are, as {@code pushfq}, {@code mrs nzcv} and {@code mfcr} do:
 * they say nothing about those that the site has not set but what they were.
 */
final class FlagReport {

  /** One comparison of PowerPC sets four bits (Power ISA 3.1B, book I, 2.3.1). */
  private static final int FIELD = 4;

  private FlagReport() {}

  /** Whether an output shows more than one flag. */
  static boolean isOfFlags(Examination examination, Dependence.Sink sink) {
    Predicate<Term> unknown = v -> examination.run().origin(v) instanceof Origin.Flag;
    return isReport(sink, unknown, 1);
  }

  /** Whether an output shows more condition bits than one comparison sets. */
  static boolean isOfConditions(Examination examination, Dependence.Sink sink) {
    return isReport(sink, v -> isCondition(examination.run().origin(v)), FIELD);
  }

  /** Whether a value is that of condition bits at entry. */
  static boolean isCondition(Origin origin) {
    return switch (origin) {
      case Origin.Undeclared u -> u.location().kind() == Kind.CONDITION;
      case Origin.Unset u -> u.location().kind() == Kind.CONDITION;
      case Origin.Input _, Origin.Kept _, Origin.Made _, Origin.NarrowTop _ -> false;
      case Origin.Flag _, Origin.OwnStack _, Origin.Undefined _ -> false;
    };
  }

  private static boolean isReport(Dependence.Sink sink, Predicate<Term> unknown, int unit) {
    return sink.kind() == Dependence.Kind.OUTPUT
        && isAssembled(sink.value(), unknown)
        && shown(sink.value(), unknown) > unit;
  }

  /** Whether unknown values come into another only by moving bits and by masking them out. */
  private static boolean isAssembled(Term value, Predicate<Term> unknown) {
    if (value.variables().stream().noneMatch(unknown)) {
      return true;
    }
    return switch (value.op()) {
      case VARIABLE -> true;
      case CONCAT, EXTRACT, AND, NOT, SHL, LSHR ->
          value.arguments().stream().allMatch(a -> isAssembled(a, unknown));
      case ITE ->
          value.argument(0).variables().stream().noneMatch(unknown)
              && isAssembled(value.argument(1), unknown)
              && isAssembled(value.argument(2), unknown);
      default -> Dependence.isMoved(value);
    };
  }

  /** How many bits of unknown values an assembled value has at most. */
  private static int shown(Term value, Predicate<Term> unknown) {
    if (value.variables().stream().noneMatch(unknown)) {
      return 0;
    }
    int parts = value.arguments().stream().mapToInt(a -> shown(a, unknown)).sum();
    return value.op() == Op.VARIABLE ? value.width() : Math.min(parts, value.width());
  }
}

package dev.fabula.ieee;

import dev.fabula.ieee.Rules.Denormals;
import java.util.List;

/**
 * Operands after the rules for denormal ones.
 *
 * @param flushed {@link Flag#DENORMAL} if a zero took an operand's place and that is told
 * @param denormal {@link Flag#DENORMAL} if an operand is denormal and numerical operations tell so
 */
record Inputs(List<Datum> data, int flushed, int denormal) {

  static Inputs of(List<Datum> read, Denormals rule) {
    boolean any = read.stream().anyMatch(Datum::denormal);
    if (!any) {
      return new Inputs(read, 0, 0);
    }
    return new Inputs(
        rule.flush() ? read.stream().map(d -> d.denormal() ? d.flushed() : d).toList() : read,
        rule == Denormals.FLUSHED_AND_TOLD ? Flag.DENORMAL : 0,
        rule == Denormals.KEPT_AND_TOLD ? Flag.DENORMAL : 0);
  }
}

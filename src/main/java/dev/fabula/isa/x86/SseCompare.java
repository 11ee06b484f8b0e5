package dev.fabula.isa.x86;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Comparisons of floats (SDM volume 2, CMPPS, COMISS and UCOMISS). */
enum SseCompare implements Entry {
  FLAGS(List.of("comiss", "comisd", "ucomiss", "ucomisd")),
  MASK(masks());

  private final List<String> mnemonics;

  SseCompare(List<String> names) {
    mnemonics = Vectors.both(names);
  }

  private static List<String> masks() {
    List<String> names = new ArrayList<>();
    for (String suffix : List.of("ps", "pd", "ss", "sd")) {
      names.add("cmp" + suffix);
      for (String predicate : Predicates.NAMES) {
        names.add("cmp" + predicate + suffix);
      }
    }
    return Collections.unmodifiableList(names);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = SseLane.bits(s);
    switch (this) {
      case FLAGS -> flags(s, SseLane.low(s, 0, bits), SseLane.low(s, 1, bits));
      case MASK -> {
        int predicate = predicate(s);
        SseLane.pairs(s, bits, (a, b) -> Lanes.mask(compared(s, predicate, a, b), bits));
      }
    }
  }

  private static void flags(Step s, Term first, Term second) {
    SseLane.raiseCompared(s, first, second, Vectors.stem(s).startsWith("u"));
    Term a = SseLane.flushed(s, first);
    Term b = SseLane.flushed(s, second);
    Term unordered = FloatBits.unordered(a, b);
    X86Registers r = s.registers;
    s.set(r.zf, unordered.or(FloatBits.equal(a, b)));
    s.set(r.pf, unordered);
    s.set(r.cf, unordered.or(FloatBits.less(a, b)));
    s.flags.clear(r.of, r.sf, r.af);
  }

  private static int predicate(Step s) throws UnknownInstruction {
    String stem = Vectors.stem(s);
    int named = Predicates.NAMES.indexOf(stem.substring(3, stem.length() - 2));
    return named >= 0 ? named : (int) s.immediate(s.operands() - 1) & (Vectors.isVex(s) ? 31 : 7);
  }

  /** The lowest two bits and bit 3 choose the relation, bit 2 negates it, bit 4 the signalling. */
  private static Term compared(Step s, int predicate, Term first, Term second) {
    boolean ordering = (predicate & 3) == 1 || (predicate & 3) == 2;
    SseLane.raiseCompared(s, first, second, ordering == predicate >= 16);
    Term a = SseLane.flushed(s, first);
    Term b = SseLane.flushed(s, second);
    Term unordered = FloatBits.unordered(a, b);
    Term truth =
        switch (predicate & 15) {
          case 0, 4 -> FloatBits.equal(a, b);
          case 1, 5 -> FloatBits.less(a, b);
          case 2, 6 -> FloatBits.lessOrEqual(a, b);
          case 3, 7 -> unordered;
          case 8 -> unordered.or(FloatBits.equal(a, b));
          case 9 -> FloatBits.lessOrEqual(b, a).not();
          case 10 -> FloatBits.less(b, a).not();
          case 11 -> s.terms.falseTerm();
          case 12 -> unordered.or(FloatBits.equal(a, b)).not();
          case 13 -> FloatBits.lessOrEqual(b, a);
          case 14 -> FloatBits.less(b, a);
          default -> s.terms.trueTerm();
        };
    boolean negated = (predicate & 15) >= 4 && (predicate & 15) <= 7;
    return negated ? truth.not() : truth;
  }

  /** The predicates in the order of their numbers. */
  private static final class Predicates {
    static final List<String> NAMES =
        List.of(
            ("eq lt le unord neq nlt nle ord eq_uq nge ngt false neq_oq ge gt true eq_os lt_oq"
                    + " le_oq unord_s neq_us nlt_uq nle_uq ord_s eq_us nge_uq ngt_uq false_os"
                    + " neq_os ge_oq gt_oq true_us")
                .split(" "));

    private Predicates() {}
  }
}

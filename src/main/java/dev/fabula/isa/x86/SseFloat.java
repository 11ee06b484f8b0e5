package dev.fabula.isa.x86;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.x86.SseFunction.Kind;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Float arithmetic lane by lane (SDM volume 1, 10.4.1 and 11.4.1; volume 2). */
enum SseFloat implements Entry {
  ADD("ps", "pd", "ss", "sd"),
  SUB("ps", "pd", "ss", "sd"),
  MUL("ps", "pd", "ss", "sd"),
  DIV("ps", "pd", "ss", "sd"),
  MIN("ps", "pd", "ss", "sd"),
  MAX("ps", "pd", "ss", "sd"),
  SQRT("ps", "pd", "ss", "sd"),
  ADDSUB("ps", "pd"),
  HADD("ps", "pd"),
  HSUB("ps", "pd"),
  DP("ps", "pd");

  private static final int CHUNK = 128;

  private final List<String> mnemonics;

  SseFloat(String... suffixes) {
    List<String> names = new ArrayList<>();
    for (String suffix : suffixes) {
      names.add(name().toLowerCase(Locale.ROOT) + suffix);
    }
    mnemonics = Vectors.both(names);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = SseLane.bits(s);
    switch (this) {
      case ADD -> SseLane.pairs(s, bits, (a, b) -> SseLane.compute(s, Kind.ADD, a, b));
      case SUB -> SseLane.pairs(s, bits, (a, b) -> SseLane.compute(s, Kind.SUBTRACT, a, b));
      case MUL -> SseLane.pairs(s, bits, (a, b) -> SseLane.compute(s, Kind.MULTIPLY, a, b));
      case DIV -> SseLane.pairs(s, bits, (a, b) -> SseLane.compute(s, Kind.DIVIDE, a, b));
      case SQRT -> SseLane.each(s, bits, a -> SseLane.compute(s, Kind.ROOT, a));
      case MIN -> SseLane.pairs(s, bits, (a, b) -> extreme(s, a, b, true));
      case MAX -> SseLane.pairs(s, bits, (a, b) -> extreme(s, a, b, false));
      case ADDSUB -> alternating(s, bits);
      case HADD -> horizontal(s, bits, Kind.ADD);
      case HSUB -> horizontal(s, bits, Kind.SUBTRACT);
      case DP -> dotProducts(s, bits);
    }
  }

  /** The second operand wherever the first is not strictly the lesser or the greater. */
  private static Term extreme(Step s, Term first, Term second, boolean least) {
    SseLane.raiseCompared(s, first, second, false);
    Term a = SseLane.flushed(s, first);
    Term b = SseLane.flushed(s, second);
    return (least ? FloatBits.less(a, b) : FloatBits.less(b, a)).ite(a, b);
  }

  private static void alternating(Step s, int bits) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    s.write(
        0,
        Lanes.of(
            a.width() / bits,
            n ->
                SseLane.compute(
                    s,
                    n % 2 == 0 ? Kind.SUBTRACT : Kind.ADD,
                    Lanes.lane(a, bits, n),
                    Lanes.lane(b, bits, n))));
  }

  /** Neighbours, of the first source into the low half of each 128 bits, of the second above. */
  private static void horizontal(Step s, int bits, Kind kind) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    s.write(0, Lanes.map(a, b, CHUNK, (x, y) -> neighbours(s, bits, kind, y.concat(x))));
  }

  private static Term neighbours(Step s, int bits, Kind kind, Term both) {
    return Lanes.of(
        both.width() / bits / 2,
        n ->
            SseLane.compute(
                s, kind, Lanes.lane(both, bits, 2 * n), Lanes.lane(both, bits, 2 * n + 1)));
  }

  /** Which of several NaNs a lane gets is the implementation's (SDM volume 2, DPPS). */
  private static void dotProducts(Step s, int bits) throws UnknownInstruction {
    int control = (int) s.immediate(s.operands() - 1);
    s.write(
        0,
        Lanes.map(
            Vectors.left(s),
            Vectors.right(s),
            CHUNK,
            (x, y) -> dotProduct(s, bits, control, x, y)));
  }

  /** High bits of the immediate choose the products, low ones the lanes that get their sum. */
  private static Term dotProduct(Step s, int bits, int control, Term a, Term b) {
    int count = CHUNK / bits;
    Term zero = s.terms.zero(bits);
    List<Term> sums = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      boolean chosen = (control >> 4 + n & 1) != 0;
      Term x = Lanes.lane(a, bits, n);
      Term y = Lanes.lane(b, bits, n);
      sums.add(chosen ? SseLane.compute(s, Kind.MULTIPLY, x, y) : zero);
    }
    Term conflict = s.terms.falseTerm();
    while (sums.size() > 1) {
      for (int n = 0; n < sums.size(); n++) {
        Term other = sums.remove(n + 1);
        conflict = conflict.or(FloatBits.isNan(sums.get(n)).and(FloatBits.isNan(other)));
        sums.set(n, SseLane.compute(s, Kind.ADD, sums.get(n), other));
      }
    }
    Term several = conflict;
    return Lanes.of(
        count,
        n ->
            (control >> n & 1) != 0
                ? several.ite(s.apply("dp.nan" + n, bits, a, b), sums.getFirst())
                : zero);
  }
}

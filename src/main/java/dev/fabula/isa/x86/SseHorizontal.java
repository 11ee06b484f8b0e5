package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.function.BinaryOperator;

/** Integer arithmetic between neighbouring lanes; wide vectors are cut into 128 bits. */
enum SseHorizontal implements Entry {
  ADD("phaddw", "phaddd"),
  ADD_SATURATING("phaddsw"),
  SUBTRACT("phsubw", "phsubd"),
  SUBTRACT_SATURATING("phsubsw"),
  MULTIPLY_ADD("pmaddubsw"),
  MULTIPLY_ROUND("pmulhrsw"),
  MINIMUM("phminposuw"),
  DISTANCES("mpsadbw"),
  DISTANCES_OF_PICKED("dbpsadbw");

  private final List<String> mnemonics;

  SseHorizontal(String... names) {
    mnemonics = Vectors.both(List.of(names));
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public boolean takesMask() {
    return true;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case ADD, ADD_SATURATING, SUBTRACT, SUBTRACT_SATURATING -> {
        int bits = SseMove.laneBits(s.instruction.mnemonic());
        Term a = Vectors.left(s);
        int group = Math.min(128, a.width());
        BinaryOperator<Term> pairs = (x, y) -> pairs(y, bits).concat(pairs(x, bits));
        s.write(0, Lanes.map(a, Vectors.right(s), group, pairs));
      }
      case MULTIPLY_ADD ->
          s.write(0, Lanes.map(Vectors.left(s), Vectors.right(s), 16, SseHorizontal::multiplyAdd));
      case MULTIPLY_ROUND ->
          s.write(0, Lanes.map(Vectors.left(s), Vectors.right(s), 16, SseHorizontal::rounded));
      case MINIMUM -> s.write(0, minimum(Vectors.source(s, 1)));
      case DISTANCES -> s.write(0, distances(s));
      case DISTANCES_OF_PICKED -> s.write(0, distancesOfPicked(s));
    }
  }

  private Term pairs(Term vector, int bits) {
    return Lanes.map(
        vector,
        2 * bits,
        pair -> {
          Term low = pair.truncate(bits);
          Term high = pair.extract(2 * bits - 1, bits);
          return switch (this) {
            case ADD -> low.add(high);
            case SUBTRACT -> low.sub(high);
            case ADD_SATURATING ->
                Lanes.saturateSigned(low.sext(bits + 2).add(high.sext(bits + 2)), bits);
            default -> Lanes.saturateSigned(low.sext(bits + 2).sub(high.sext(bits + 2)), bits);
          };
        });
  }

  /** Bytes of the first have no sign, those of the second have one. */
  private static Term multiplyAdd(Term a, Term b) {
    Term low = a.truncate(8).zext(18).mul(b.truncate(8).sext(18));
    Term high = a.extract(15, 8).zext(18).mul(b.extract(15, 8).sext(18));
    return Lanes.saturateSigned(low.add(high), 16);
  }

  private static Term rounded(Term a, Term b) {
    return a.sext(32).mul(b.sext(32)).lshr(a.bank().constant(14, 32)).add(1).extract(16, 1);
  }

  /** The smallest word and the number of the first lane that has it. */
  private static Term minimum(Term vector) {
    Term least = Lanes.lane(vector, 16, 0);
    Term index = vector.bank().zero(16);
    for (int n = 1; n < 8; n++) {
      Term word = Lanes.lane(vector, 16, n);
      Term less = word.ult(least);
      least = less.ite(word, least);
      index = less.ite(vector.bank().constant(n, 16), index);
    }
    return index.concat(least).zext(128);
  }

  /** The immediate picks the start of eleven bytes, and of the four they are compared with. */
  private static Term distances(Step s) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    int control = (int) s.immediate(s.operands() - 1);
    return Lanes.of(
        a.width() / 16,
        n -> {
          int group = n / 8;
          int pick = control >> 3 * group;
          int first = 16 * group + 4 * (pick >> 2 & 1) + n % 8;
          return distance(a, first, b, 16 * group + 4 * (pick & 3), 4);
        });
  }

  private static Term distancesOfPicked(Step s) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    int control = (int) s.immediate(s.operands() - 1);
    Term picked =
        Lanes.of(b.width() / 32, n -> Lanes.lane(b, 32, n & ~3 | control >> 2 * (n & 3) & 3));
    return Lanes.of(
        a.width() / 16,
        n -> {
          int start = 8 * (n / 4);
          return distance(a, start + (n % 4 < 2 ? 0 : 4), picked, start + n % 4, 4);
        });
  }

  private static Term distance(Term a, int startA, Term b, int startB, int count) {
    Term sum = a.bank().zero(16);
    for (int n = 0; n < count; n++) {
      Term x = Lanes.lane(a, 8, startA + n);
      Term y = Lanes.lane(b, 8, startB + n);
      sum = sum.add(x.ugt(y).ite(x.sub(y), y.sub(x)).zext(16));
    }
    return sum;
  }
}

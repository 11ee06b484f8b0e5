package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Integer arithmetic on lanes that came with AVX-512 and the extensions after it. */
enum AvxInteger implements Entry {
  ROTATE("vprold", "vprolq", "vprord", "vprorq", "vprolvd", "vprolvq", "vprorvd", "vprorvq"),
  SHIFT_LEFT("vpshldw", "vpshldd", "vpshldq"),
  SHIFT_RIGHT("vpshrdw", "vpshrdd", "vpshrdq"),
  SHIFT_LEFT_EACH("vpshldvw", "vpshldvd", "vpshldvq"),
  SHIFT_RIGHT_EACH("vpshrdvw", "vpshrdvd", "vpshrdvq"),
  COUNT("vpopcntb", "vpopcntw", "vpopcntd", "vpopcntq"),
  LEADING("vplzcntd", "vplzcntq"),
  CONFLICT("vpconflictd", "vpconflictq"),
  MULTISHIFT("vpmultishiftqb"),
  MULTIPLY_ADD_52("vpmadd52luq", "vpmadd52huq"),
  DOT(dots()),
  BLEND("vpblendmb", "vpblendmw", "vpblendmd", "vpblendmq", "vblendmps", "vblendmpd"),
  TRUNCATE(narrowing());

  private static final String SATURATING = "vpmov(us|s)\\w{2}";

  private final List<String> mnemonics;

  AvxInteger(String... mnemonics) {
    this(List.of(mnemonics));
  }

  AvxInteger(List<String> mnemonics) {
    this.mnemonics = mnemonics;
  }

  /** Dot products: whether bytes or words, and which of the two sources has signs. */
  private static List<String> dots() {
    List<String> names = new ArrayList<>();
    for (String pair : List.of("bss", "bsu", "bus", "buu", "wss", "wsu", "wus", "wuu")) {
      names.add("vpdp" + pair + "d");
      names.add("vpdp" + pair + "ds");
    }
    return names;
  }

  private static List<String> narrowing() {
    List<String> names = new ArrayList<>();
    for (String saturation : List.of("", "s", "us")) {
      for (String widths : List.of("wb", "db", "dw", "qb", "qw", "qd")) {
        names.add("vpmov" + saturation + widths);
      }
    }
    return names;
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
    if (this == TRUNCATE) {
      narrow(s);
      return;
    }
    int bits = MaskLanes.laneBits(s.instruction.mnemonic());
    int width = s.width(0);
    switch (this) {
      case ROTATE -> s.write(0, rotated(s, bits, width));
      case SHIFT_LEFT, SHIFT_RIGHT -> {
        Term count = s.constant(s.immediate(3) & bits - 1, bits);
        s.write(0, Lanes.map(s.read(1), s.read(2, width), bits, (a, b) -> shifted(a, b, count)));
      }
      case SHIFT_LEFT_EACH, SHIFT_RIGHT_EACH -> s.write(0, shiftedEach(s, bits, width));
      case COUNT -> s.write(0, Lanes.map(s.read(1, width), bits, Term::popcount));
      case LEADING -> s.write(0, Lanes.map(s.read(1, width), bits, Term::clz));
      case CONFLICT -> s.write(0, conflicts(s.read(1, width), bits));
      case MULTISHIFT -> s.write(0, Lanes.map(s.read(1), s.read(2, width), 64, AvxInteger::picked));
      case MULTIPLY_ADD_52 -> s.write(0, multiplyAdd(s, width));
      case DOT -> s.write(0, dotProduct(s, width));
      case BLEND -> s.write(0, s.read(2, width));
      case TRUNCATE -> throw new IllegalStateException(name());
    }
  }

  private static Term rotated(Step s, int bits, int width) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    boolean left = name.startsWith("vprol");
    if (name.charAt(5) == 'v') {
      return Lanes.map(s.read(1), s.read(2, width), bits, (a, n) -> left ? a.rotl(n) : a.rotr(n));
    }
    Term count = s.constant(s.immediate(2) & bits - 1, bits);
    return Lanes.map(s.read(1, width), bits, a -> left ? a.rotl(count) : a.rotr(count));
  }

  /** Each lane shifted by the number in its own lane of the third operand. */
  private Term shiftedEach(Step s, int bits, int width) throws UnknownInstruction {
    Term counts = s.read(2, width);
    Term a = s.read(0);
    Term b = s.read(1);
    Term mask = s.constant(bits - 1L, bits);
    return Lanes.of(
        width / bits,
        n -> {
          Term count = Lanes.lane(counts, bits, n).and(mask);
          return shifted(Lanes.lane(a, bits, n), Lanes.lane(b, bits, n), count);
        });
  }

  /** Two lanes in a row, of which the first is the upper one when shifting left. */
  private Term shifted(Term a, Term b, Term count) {
    int bits = a.width();
    boolean left = this == SHIFT_LEFT || this == SHIFT_LEFT_EACH;
    Term both = left ? a.concat(b) : b.concat(a);
    Term by = count.zext(2 * bits);
    return left ? both.shl(by).extract(2 * bits - 1, bits) : both.lshr(by).truncate(bits);
  }

  /** For each lane, a bit for each lower one that is equal. */
  private static Term conflicts(Term vector, int bits) {
    return Lanes.of(
        vector.width() / bits,
        n -> {
          Term result = vector.bank().zero(bits);
          for (int lower = 0; lower < n; lower++) {
            Term equal = Lanes.lane(vector, bits, n).eq(Lanes.lane(vector, bits, lower));
            Term place = vector.bank().constant(lower, bits);
            result = result.or(equal.zext(bits).shl(place));
          }
          return result;
        });
  }

  /** Each byte of the first picks eight bits in a row of the second. */
  private static Term picked(Term control, Term data) {
    return Lanes.map(control, 8, c -> data.rotr(c.truncate(6).zext(64)).truncate(8));
  }

  private static Term multiplyAdd(Step s, int width) throws UnknownInstruction {
    int low = s.instruction.mnemonic().contains("52l") ? 0 : 52;
    Term products =
        Lanes.map(
            s.read(1),
            s.read(2, width),
            64,
            (a, b) ->
                a.truncate(52)
                    .zext(104)
                    .mul(b.truncate(52).zext(104))
                    .extract(low + 51, low)
                    .zext(64));
    return Lanes.map(s.read(0), products, 64, Term::add);
  }

  private static Term dotProduct(Step s, int width) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    int bits = name.charAt(4) == 'b' ? 8 : 16;
    boolean first = name.charAt(5) == 's';
    boolean second = name.charAt(6) == 's';
    boolean saturating = name.endsWith("s");
    Term a = s.read(1);
    Term b = s.read(2, width);
    Term old = s.read(0);
    return Lanes.of(
        width / 32,
        n -> {
          boolean signed = first || second;
          Term lane = Lanes.lane(old, 32, n);
          Term sum = signed ? lane.sext(40) : lane.zext(40);
          for (int k = 32 / bits * n; k < 32 / bits * (n + 1); k++) {
            Term x = extended(Lanes.lane(a, bits, k), first);
            sum = sum.add(x.mul(extended(Lanes.lane(b, bits, k), second)));
          }
          if (!saturating) {
            return sum.truncate(32);
          }
          return signed ? Lanes.saturateSigned(sum, 32) : Lanes.saturateUnsigned(sum, 32);
        });
  }

  private static Term extended(Term lane, boolean signed) {
    return signed ? lane.sext(40) : lane.zext(40);
  }

  private static void narrow(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    int to = SseMove.laneBits(name);
    int from = SseMove.laneBits(name.substring(0, name.length() - 1));
    boolean saturating = name.matches(SATURATING);
    Term narrow =
        Lanes.map(
            s.read(1), from, lane -> saturating ? saturated(name, lane, to) : lane.truncate(to));
    s.write(0, s.isMemory(0) ? narrow : narrow.zext(s.width(0)));
  }

  private static Term saturated(String name, Term lane, int to) {
    if (name.startsWith("vpmovs")) {
      return Lanes.saturateSigned(lane, to);
    }
    Term limit = lane.bank().ones(to);
    return lane.ugt(limit.zext(lane.width())).ite(limit, lane.truncate(to));
  }
}

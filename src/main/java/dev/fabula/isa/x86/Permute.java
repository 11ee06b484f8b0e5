package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Rearrangement across whole vectors, by indices in a vector or in the instruction. */
enum Permute implements Entry {
  INDICES("vpermb", "vpermw", "vpermd", "vpermps"),
  QUADS("vpermq", "vpermpd"),
  HALVES("vperm2f128", "vperm2i128"),
  OVER_INDICES("vpermi2b", "vpermi2w", "vpermi2d", "vpermi2q", "vpermi2ps", "vpermi2pd"),
  OVER_TABLE("vpermt2b", "vpermt2w", "vpermt2d", "vpermt2q", "vpermt2ps", "vpermt2pd"),
  ALIGN("valignd", "valignq"),
  GROUPS("vshuff32x4", "vshuff64x2", "vshufi32x4", "vshufi64x2"),
  EXTRACT(
      "vextractf128",
      "vextracti128",
      "vextractf32x4",
      "vextracti32x4",
      "vextractf64x2",
      "vextracti64x2",
      "vextractf32x8",
      "vextracti32x8",
      "vextractf64x4",
      "vextracti64x4"),
  INSERT(
      "vinsertf128",
      "vinserti128",
      "vinsertf32x4",
      "vinserti32x4",
      "vinsertf64x2",
      "vinserti64x2",
      "vinsertf32x8",
      "vinserti32x8",
      "vinsertf64x4",
      "vinserti64x4"),
  BROADCAST(
      "vbroadcastf128",
      "vbroadcasti128",
      "vbroadcastf32x2",
      "vbroadcasti32x2",
      "vbroadcastf32x4",
      "vbroadcasti32x4",
      "vbroadcastf64x2",
      "vbroadcasti64x2",
      "vbroadcastf32x8",
      "vbroadcasti32x8",
      "vbroadcastf64x4",
      "vbroadcasti64x4"),
  INSERT_SINGLE("insertps", "vinsertps");

  private final List<String> mnemonics;

  Permute(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
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
    int bits = MaskLanes.laneBits(s.instruction.mnemonic());
    int width = s.width(s.isMemory(0) ? 1 : 0);
    switch (this) {
      case INDICES -> s.write(0, chosen(s.read(1), s.read(2, width), bits));
      case QUADS -> s.write(0, quads(s, width));
      case HALVES -> s.write(0, halves(s));
      case OVER_INDICES -> s.write(0, chosen(s.read(0), s.read(2, width).concat(s.read(1)), bits));
      case OVER_TABLE -> s.write(0, chosen(s.read(1), s.read(2, width).concat(s.read(0)), bits));
      case ALIGN -> {
        int start = (int) s.immediate(3) & width / bits - 1;
        Term both = s.read(1).concat(s.read(2, width));
        s.write(0, both.extract(start * bits + width - 1, start * bits));
      }
      case GROUPS -> s.write(0, groups(s, width));
      case EXTRACT -> s.write(0, Lanes.lane(s.read(1), group(s), place(s, 2, s.width(1))));
      case INSERT -> {
        Term value = s.read(2, group(s));
        s.write(0, Lanes.with(s.read(1), group(s), place(s, 3, width), value));
      }
      case BROADCAST -> {
        Term value = s.read(1, s.isMemory(1) ? group(s) : s.width(1)).truncate(group(s));
        s.write(0, Lanes.of(width / group(s), n -> value));
      }
      case INSERT_SINGLE -> insertSingle(s);
    }
  }

  /** Each lane of the indices picks a lane of the table; higher bits of it do not matter. */
  private static Term chosen(Term indices, Term table, int bits) {
    int needed = Integer.numberOfTrailingZeros(table.width() / bits);
    return Lanes.map(indices, bits, i -> Lanes.picked(table, bits, i.truncate(needed)));
  }

  private static Term quads(Step s, int width) throws UnknownInstruction {
    if (s.isRegister(2) || s.isMemory(2)) {
      return chosen(s.read(1), s.read(2, width), 64);
    }
    Term source = s.read(1, width);
    int control = (int) s.immediate(2);
    return Lanes.of(width / 64, n -> Lanes.lane(source, 64, n & ~3 | control >> 2 * (n & 3) & 3));
  }

  private static Term halves(Step s) throws UnknownInstruction {
    Term both = s.read(2).concat(s.read(1));
    int control = (int) s.immediate(3);
    return Lanes.of(
        2,
        n ->
            (control >> 4 * n & 8) != 0
                ? s.terms.zero(128)
                : Lanes.lane(both, 128, control >> 4 * n & 3));
  }

  /** The lower half of the groups comes from the first source, the upper from the second. */
  private static Term groups(Step s, int width) throws UnknownInstruction {
    int count = width / 128;
    int needed = count / 2;
    Term a = s.read(1);
    Term b = s.read(2, width);
    int control = (int) s.immediate(3);
    return Lanes.of(
        count, n -> Lanes.lane(n < count / 2 ? a : b, 128, control >> needed * n & count - 1));
  }

  /** Width of the group that a name tells: lanes by number of them. */
  private static int group(Step s) {
    String name = s.instruction.mnemonic();
    String shape = name.substring(name.length() - 4);
    return switch (shape) {
      case "32x2" -> 64;
      case "32x8", "64x4" -> 256;
      default -> 128;
    };
  }

  private static int place(Step s, int immediate, int width) throws UnknownInstruction {
    return (int) s.immediate(immediate) & width / group(s) - 1;
  }

  private static void insertSingle(Step s) throws UnknownInstruction {
    int from = Vectors.first(s) + 1;
    int control = (int) s.immediate(from + 1);
    Term value =
        s.isMemory(from) ? s.read(from, 32) : Lanes.lane(s.read(from), 32, control >> 6 & 3);
    Term inserted = Lanes.with(Vectors.left(s), 32, control >> 4 & 3, value);
    s.write(
        0,
        Lanes.of(4, n -> (control >> n & 1) != 0 ? s.terms.zero(32) : Lanes.lane(inserted, 32, n)));
  }
}

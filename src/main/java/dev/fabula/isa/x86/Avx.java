package dev.fabula.isa.x86;

import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Moves and rearrangements that only exist with a VEX or EVEX prefix. */
enum Avx implements Entry {
  ALIGNED("vmovdqa32", "vmovdqa64"),
  UNALIGNED("vmovdqu8", "vmovdqu16", "vmovdqu32", "vmovdqu64"),
  LOGIC("vpandd", "vpandq", "vpandnd", "vpandnq", "vpord", "vporq", "vpxord", "vpxorq"),
  TERNARY("vpternlogd", "vpternlogq"),
  BROADCAST(
      "vpbroadcastb",
      "vpbroadcastw",
      "vpbroadcastd",
      "vpbroadcastq",
      "vbroadcastss",
      "vbroadcastsd"),
  BROADCAST_128("vbroadcastf128", "vbroadcasti128", "vbroadcastf32x4", "vbroadcasti32x4"),
  EXTRACT_128("vextractf128", "vextracti128"),
  INSERT_128("vinsertf128", "vinserti128"),
  PERMUTE_QUADS("vpermq", "vpermpd"),
  PERMUTE_128("vperm2f128", "vperm2i128"),
  ZERO_UPPER("vzeroupper"),
  ZERO_ALL("vzeroall");

  private final List<String> mnemonics;

  Avx(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case ALIGNED -> aligned(s);
      case UNALIGNED -> s.write(0, s.read(1));
      case LOGIC -> s.write(0, logic(s, s.read(1), s.read(2)));
      case TERNARY -> s.write(0, ternary(s));
      case BROADCAST -> broadcast(s, SseMove.laneBits(lane(s)));
      case BROADCAST_128 -> broadcast(s, 128);
      case EXTRACT_128 -> s.write(0, Lanes.lane(s.read(1), 128, (int) s.immediate(2) & 1));
      case INSERT_128 ->
          s.write(0, Lanes.with(s.read(1), 128, (int) s.immediate(3) & 1, s.read(2, 128)));
      case PERMUTE_QUADS -> permuteQuads(s);
      case PERMUTE_128 -> permuteHalves(s);
      case ZERO_UPPER -> vectors(s).forEach(v -> s.set(v, s.get(v).truncate(128).zext(512)));
      case ZERO_ALL -> vectors(s).forEach(v -> s.set(v, s.terms.zero(512)));
    }
  }

  /** Without immediates these names mean instructions with a vector of indices. */
  static boolean takes(Instruction instruction) {
    return !instruction.mnemonic().startsWith("vperm")
        || instruction.operands().getLast() instanceof Operand.Immediate;
  }

  private static String lane(Step s) {
    String name = s.instruction.mnemonic();
    return name.endsWith("sd") ? "q" : name;
  }

  private static void aligned(Step s) throws UnknownInstruction {
    int width = s.width(s.isMemory(0) ? 1 : 0);
    for (int n = 0; n < 2; n++) {
      if (s.isMemory(n)) {
        s.trapUnlessAligned(n, width / 8);
      }
    }
    s.write(0, s.read(1));
  }

  private static Term logic(Step s, Term a, Term b) {
    String name = s.instruction.mnemonic();
    if (name.startsWith("vpandn")) {
      return a.not().and(b);
    }
    return name.startsWith("vpand") ? a.and(b) : name.startsWith("vpor") ? a.or(b) : a.xor(b);
  }

  /** Any function of three bits, its values in the immediate. */
  private static Term ternary(Step s) throws UnknownInstruction {
    return chosen(s, (int) s.immediate(3) & 0xff, List.of(s.read(0), s.read(1), s.read(2)));
  }

  /** The bits that a table picks; an operand on which the table does not depend is left out. */
  private static Term chosen(Step s, int table, List<Term> operands) {
    if (operands.isEmpty()) {
      return table == 0 ? s.terms.falseTerm() : s.terms.trueTerm();
    }
    Term first = operands.getFirst();
    List<Term> rest = operands.subList(1, operands.size());
    int half = 1 << operands.size() - 1;
    int ifZero = table & (1 << half) - 1;
    int ifOne = table >> half;
    Term low = chosen(s, ifZero, rest).resizeSigned(first.width());
    if (ifOne == ifZero) {
      return low;
    }
    Term high = chosen(s, ifOne, rest).resizeSigned(first.width());
    return first.and(high).or(first.not().and(low));
  }

  private static void broadcast(Step s, int bits) throws UnknownInstruction {
    Term lane = s.read(1, s.isMemory(1) ? bits : s.width(1)).truncate(bits);
    s.write(0, Lanes.of(s.width(0) / bits, n -> lane));
  }

  private static void permuteQuads(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    int control = (int) s.immediate(2);
    s.write(
        0,
        Lanes.of(
            source.width() / 64, n -> Lanes.lane(source, 64, n & ~3 | control >> 2 * (n & 3) & 3)));
  }

  private static void permuteHalves(Step s) throws UnknownInstruction {
    Term both = s.read(2).concat(s.read(1));
    int control = (int) s.immediate(3);
    s.write(
        0,
        Lanes.of(
            2,
            n ->
                (control >> 4 * n & 8) != 0
                    ? s.terms.zero(128)
                    : Lanes.lane(both, 128, control >> 4 * n & 3)));
  }

  /** The vector registers that VZEROUPPER and VZEROALL touch: the first 16. */
  private static List<Location> vectors(Step s) {
    List<Location> result = new ArrayList<>();
    for (int n = 0; n < (s.wordWidth() == 64 ? 16 : 8); n++) {
      result.add(s.registers.location("zmm" + n));
    }
    return result;
  }
}

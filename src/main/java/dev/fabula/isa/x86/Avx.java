package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
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
  WORD("vmovw"),
  MASKED_MOVE("vmaskmovps", "vmaskmovpd", "vpmaskmovd", "vpmaskmovq"),
  TEST_SIGNS("vtestps", "vtestpd"),
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
  public boolean takesMask() {
    return true;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case ALIGNED -> aligned(s);
      case UNALIGNED -> s.write(0, s.read(1));
      case LOGIC -> s.write(0, logic(s, s.read(1), s.read(2, s.width(0))));
      case TERNARY -> s.write(0, ternary(s));
      case BROADCAST -> broadcast(s, lane(s));
      case WORD -> {
        Term value = s.read(1, s.isMemory(1) ? 16 : s.width(1)).truncate(16);
        s.write(0, s.isMemory(0) ? value : value.zext(s.width(0)));
      }
      case MASKED_MOVE -> maskedMove(s);
      case TEST_SIGNS -> testSigns(s);
      case ZERO_UPPER -> vectors(s).forEach(v -> s.set(v, s.get(v).truncate(128).zext(512)));
      case ZERO_ALL -> vectors(s).forEach(v -> s.set(v, s.terms.zero(512)));
    }
  }

  private static int lane(Step s) {
    String name = s.instruction.mnemonic();
    return name.endsWith("broadcastsd") ? 64 : MaskLanes.laneBits(name);
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
    return chosen(
        s, (int) s.immediate(3) & 0xff, List.of(s.read(0), s.read(1), s.read(2, s.width(0))));
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

  /** Lanes whose sign in the second operand is set; a store keeps the others as they are. */
  private static void maskedMove(Step s) throws UnknownInstruction {
    Term mask = Lanes.map(s.read(1), lane(s), l -> l.sign().sext(l.width()));
    Term moved = s.read(2, mask.width()).and(mask);
    s.write(0, s.isMemory(0) ? moved.or(s.read(0, mask.width()).and(mask.not())) : moved);
  }

  private static void testSigns(Step s) throws UnknownInstruction {
    Term a = s.read(0);
    Term b = s.read(1);
    X86Registers r = s.registers;
    s.set(r.zf, noSign(s, a.and(b)));
    s.set(r.cf, noSign(s, a.not().and(b)));
    s.flags.clear(r.of, r.sf, r.af, r.pf);
  }

  private static Term noSign(Step s, Term vector) {
    int bits = lane(s);
    Term signs = Lanes.of(vector.width() / bits, n -> Lanes.lane(vector, bits, n).sign());
    return signs.eq(s.terms.zero(signs.width()));
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

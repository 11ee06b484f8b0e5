package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Instructions from vectors to a mask register, a bit for each lane, and back. */
enum MaskResults implements Entry {
  COMPARE(comparisons()),
  TEST("vptestmb", "vptestmw", "vptestmd", "vptestmq"),
  TEST_NOT("vptestnmb", "vptestnmw", "vptestnmd", "vptestnmq"),
  SIGNS("vpmovb2m", "vpmovw2m", "vpmovd2m", "vpmovq2m"),
  PICK("vpshufbitqmb"),
  SPREAD("vpmovm2b", "vpmovm2w", "vpmovm2d", "vpmovm2q"),
  BROADCAST("vpbroadcastmb2q", "vpbroadcastmw2d");

  private static final String[] PREDICATES = {
    "eq", "lt", "le", "false", "neq", "nlt", "nle", "true"
  };

  private final List<String> mnemonics;

  MaskResults(String... mnemonics) {
    this(List.of(mnemonics));
  }

  MaskResults(List<String> mnemonics) {
    this.mnemonics = mnemonics;
  }

  /** With a predicate in the name, or in the last operand. */
  private static List<String> comparisons() {
    List<String> names = new ArrayList<>();
    for (String predicate : List.of("eq", "gt", "lt", "le", "neq", "nlt", "nle", "")) {
      for (String lane : List.of("b", "w", "d", "q", "ub", "uw", "ud", "uq")) {
        names.add("vpcmp" + predicate + lane);
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
    String name = s.instruction.mnemonic();
    int bits = SseMove.laneBits(name);
    switch (this) {
      case COMPARE -> {
        String predicate = predicate(s);
        boolean unsigned = name.charAt(name.length() - 2) == 'u';
        s.write(0, bitwise(s, bits, (a, b) -> holds(predicate, unsigned, a, b)));
      }
      case TEST -> s.write(0, bitwise(s, bits, (a, b) -> isZero(a.and(b)).not()));
      case TEST_NOT -> s.write(0, bitwise(s, bits, (a, b) -> isZero(a.and(b))));
      case SIGNS -> {
        int lane = SseMove.laneBits(name.substring(0, name.length() - 2));
        Term vector = s.read(1);
        int count = vector.width() / lane;
        s.write(0, Lanes.of(count, n -> Lanes.lane(vector, lane, n).sign()).zext(64));
      }
      case PICK -> s.write(0, picked(s.read(1), s.read(2, s.width(1))).zext(64));
      case SPREAD -> {
        Term mask = s.read(1);
        s.write(0, Lanes.of(s.width(0) / bits, n -> mask.bit(n).sext(bits)));
      }
      case BROADCAST -> {
        Term mask = s.read(1).truncate(bits == 64 ? 8 : 16).zext(bits);
        s.write(0, Lanes.of(s.width(0) / bits, n -> mask));
      }
    }
  }

  private interface Relation {
    Term of(Term a, Term b);
  }

  private static Term bitwise(Step s, int bits, Relation relation) throws UnknownInstruction {
    Term a = s.read(1);
    Term b = s.read(2, a.width());
    return Lanes.of(
            a.width() / bits, n -> relation.of(Lanes.lane(a, bits, n), Lanes.lane(b, bits, n)))
        .zext(64);
  }

  private static Term isZero(Term value) {
    return value.eq(value.bank().zero(value.width()));
  }

  private static String predicate(Step s) {
    String rest = s.mnemonicAfter("vpcmp");
    String inName = rest.replaceFirst("u?[bwdq]$", "");
    return inName.isEmpty() ? PREDICATES[control(s) & 7] : inName;
  }

  private static int control(Step s) {
    try {
      return (int) s.immediate(3);
    } catch (UnknownInstruction impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Term holds(String predicate, boolean unsigned, Term a, Term b) {
    return switch (predicate) {
      case "eq" -> a.eq(b);
      case "neq" -> a.eq(b).not();
      case "lt" -> unsigned ? a.ult(b) : a.slt(b);
      case "le" -> unsigned ? b.ult(a).not() : b.slt(a).not();
      case "nlt" -> unsigned ? a.ult(b).not() : a.slt(b).not();
      case "nle", "gt" -> unsigned ? b.ult(a) : b.slt(a);
      case "true" -> a.bank().trueTerm();
      default -> a.bank().falseTerm();
    };
  }

  /** Each byte of the second picks a bit of its quadword of the first. */
  private static Term picked(Term data, Term indices) {
    return Lanes.of(
        indices.width() / 8,
        n -> {
          Term index = Lanes.lane(indices, 8, n).truncate(6).zext(64);
          return Lanes.lane(data, 64, n / 8).lshr(index).bit(0);
        });
  }
}

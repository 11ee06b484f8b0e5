package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.x86.SseFunction.Kind;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Products with something added, rounded once (SDM volume 1, 14.5). */
enum Fused implements Entry {
  FMA3(names(List.of("132", "213", "231"))),
  FMA4(names(List.of("")));

  private final List<String> mnemonics;

  Fused(List<String> names) {
    mnemonics = names;
  }

  private static List<String> names(List<String> orders) {
    List<String> names = new ArrayList<>();
    for (String order : orders) {
      for (String operation : List.of("vfmadd", "vfmsub", "vfnmadd", "vfnmsub")) {
        for (String suffix : List.of("ps", "pd", "ss", "sd")) {
          names.add(operation + order + suffix);
        }
      }
      for (String operation : List.of("vfmaddsub", "vfmsubadd")) {
        names.add(operation + order + "ps");
        names.add(operation + order + "pd");
      }
    }
    return names;
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = SseLane.bits(s);
    boolean scalar = SseLane.isScalar(s);
    int width = scalar ? bits : s.width(0);
    Term[] operands = new Term[3];
    String order = order(s);
    int first = this == FMA3 ? 0 : 1;
    for (int n = 0; n < 3; n++) {
      int place = first + order.charAt(n) - '1';
      operands[n] = scalar ? SseLane.low(s, place, bits) : s.read(place, width);
    }
    Term result = Lanes.of(width / bits, n -> lane(s, bits, operands, n));
    s.write(
        0, !scalar ? result : this == FMA3 ? Lanes.withLow(s.read(0), result) : result.zext(128));
  }

  /** Which operands are multiplied, and which one is added. */
  private static String order(Step s) {
    String digits = s.instruction.mnemonic().replaceAll("\\D", "");
    return digits.isEmpty() ? "123" : digits;
  }

  private static Term lane(Step s, int bits, Term[] operands, int n) {
    return SseLane.compute(
        s,
        kind(s.instruction.mnemonic(), n),
        Lanes.lane(operands[0], bits, n),
        Lanes.lane(operands[1], bits, n),
        Lanes.lane(operands[2], bits, n));
  }

  private static Kind kind(String mnemonic, int lane) {
    if (mnemonic.startsWith("vfmaddsub")) {
      return lane % 2 == 0 ? Kind.MULTIPLY_SUBTRACT : Kind.MULTIPLY_ADD;
    }
    if (mnemonic.startsWith("vfmsubadd")) {
      return lane % 2 == 0 ? Kind.MULTIPLY_ADD : Kind.MULTIPLY_SUBTRACT;
    }
    boolean subtracts = mnemonic.contains("sub");
    return mnemonic.startsWith("vfn")
        ? subtracts ? Kind.NEGATED_MULTIPLY_SUBTRACT : Kind.NEGATED_MULTIPLY_ADD
        : subtracts ? Kind.MULTIPLY_SUBTRACT : Kind.MULTIPLY_ADD;
  }
}

package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Float arithmetic lane by lane: each result is an uninterpreted function of its operands and of
 * MXCSR's control bits, and may raise MXCSR's flags.
 */
enum SseFloat implements Entry {
  ADD,
  SUB,
  MUL,
  DIV,
  MIN,
  MAX,
  SQRT,
  COMPARE("comiss", "comisd", "ucomiss", "ucomisd");

  private final List<String> mnemonics;

  SseFloat(String... names) {
    mnemonics = Vectors.both(names.length == 0 ? forms(name()) : List.of(names));
  }

  private static List<String> forms(String name) {
    return List.of(name + "ps", name + "pd", name + "ss", name + "sd");
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public Precision precision() {
    return Precision.FOOTPRINT;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    int bits = name.endsWith("s") ? 32 : 64;
    if (this == COMPARE) {
      compare(s, bits);
    } else if (name.charAt(name.length() - 2) == 's') {
      scalar(s, bits);
    } else {
      packed(s, bits);
    }
  }

  /** The function of some lanes; raises flags. */
  private Term lane(Step s, List<Term> operands) {
    int bits = operands.getFirst().width();
    List<Term> arguments = new ArrayList<>(operands);
    arguments.add(s.get(s.registers.mxcsrControl));
    Term[] all = arguments.toArray(Term[]::new);
    String function = "float." + name().toLowerCase(Locale.ROOT);
    Vectors.raise(s, s.apply(function + ".flags", 6, all));
    return s.apply(function, bits, all);
  }

  private void scalar(Step s, int bits) throws UnknownInstruction {
    int first = Vectors.first(s);
    Term upper = s.read(first);
    Term right = s.read(first + 1, s.isMemory(first + 1) ? bits : 128).truncate(bits);
    List<Term> operands = this == SQRT ? List.of(right) : List.of(upper.truncate(bits), right);
    s.write(0, Lanes.withLow(upper, lane(s, operands)));
  }

  private void packed(Step s, int bits) throws UnknownInstruction {
    if (this == SQRT) {
      s.write(0, Lanes.map(Vectors.source(s, 1), bits, x -> lane(s, List.of(x))));
    } else {
      s.write(
          0, Lanes.map(Vectors.left(s), Vectors.right(s), bits, (x, y) -> lane(s, List.of(x, y))));
    }
  }

  private static void compare(Step s, int bits) throws UnknownInstruction {
    Term a = s.read(0).truncate(bits);
    Term b = s.read(1, s.isMemory(1) ? bits : 128).truncate(bits);
    X86Registers r = s.registers;
    Term control = s.get(r.mxcsrControl);
    s.set(r.zf, s.apply("float.equal_or_unordered", 1, a, b, control));
    s.set(r.pf, s.apply("float.unordered", 1, a, b, control));
    s.set(r.cf, s.apply("float.less_or_unordered", 1, a, b, control));
    s.flags.clear(r.of, r.sf, r.af);
    String quiet = Vectors.stem(s).startsWith("u") ? "ucomi" : "comi";
    Vectors.raise(s, s.apply("float." + quiet + ".flags", 6, a, b, s.get(r.mxcsrControl)));
  }
}

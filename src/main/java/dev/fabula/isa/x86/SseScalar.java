package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates and rare operations on the lowest float of a vector: only that lane is read, the others
 * are copied from the first source, and the result is an unknown function.
 */
enum SseScalar implements Entry {
  ONE(
      "rndscaless",
      "rndscalesd",
      "getexpss",
      "getexpsd",
      "getmantss",
      "getmantsd",
      "reducess",
      "reducesd"),
  ESTIMATE("rcpss", "rsqrtss", "rcp14ss", "rcp14sd", "rsqrt14ss", "rsqrt14sd"),
  TWO("scalefss", "scalefsd", "rangess", "rangesd");

  private final List<String> mnemonics;

  SseScalar(String... names) {
    mnemonics = Vectors.both(List.of(names));
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
    int first = Vectors.first(s);
    int bits = Vectors.stem(s).endsWith("ss") ? 32 : 64;
    switch (this) {
      case ONE, ESTIMATE -> merge(s, first, bits, List.of(SseLane.low(s, first + 1, bits)));
      case TWO ->
          merge(
              s,
              first,
              bits,
              List.of(s.read(first).truncate(bits), SseLane.low(s, first + 1, bits)));
    }
  }

  private void merge(Step s, int upper, int bits, List<Term> operands) throws UnknownInstruction {
    Term rest = s.read(upper);
    s.write(0, Lanes.withLow(rest, computed(s, bits, operands)));
  }

  /** The result as a function of the operands, an immediate, and MXCSR's control bits. */
  private Term computed(Step s, int width, List<Term> operands) throws UnknownInstruction {
    List<Term> all = new ArrayList<>(operands);
    int last = s.operands() - 1;
    if (!s.isMemory(last) && !s.isRegister(last)) {
      all.add(s.read(last, 8));
    }
    all.add(s.get(s.registers.mxcsrControl));
    Term[] arguments = all.toArray(Term[]::new);
    String function = "float." + Vectors.stem(s);
    if (this != ESTIMATE) {
      Mxcsr.raise(s, s.apply(function + ".flags", 6, arguments));
    }
    return s.apply(function, width, arguments);
  }
}

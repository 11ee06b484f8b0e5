package dev.fabula.isa.aarch64;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Listing;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import java.util.List;

/** Assembly text as decoded instructions, and a machine that runs them. */
final class A64Code {

  private A64Code() {}

  static List<Instruction> decode(String text) throws UnknownInstruction {
    return Listing.decode(Architecture.AARCH64, new A64(), text);
  }

  static ConcreteCpu cpu() {
    return new ConcreteCpu(new Terms(), new A64(), A64Registers.get()::system);
  }

  /** The four condition flags as the letters of those that are set. */
  static String flags(ConcreteCpu cpu) {
    StringBuilder set = new StringBuilder();
    for (String flag : List.of("n", "z", "c", "v")) {
      set.append(cpu.value(flag) == 1 ? flag : "");
    }
    return set.toString();
  }
}

package dev.fabula.isa.x86;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Listing;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import java.util.List;

/** Assembly text in Intel syntax as decoded instructions, and a machine that runs them. */
final class X86Code {

  private X86Code() {}

  static List<Instruction> decode(X86 isa, String text) throws UnknownInstruction {
    boolean wide = isa.registers().mode() == Mode.BITS_64;
    return Listing.decode(wide ? Architecture.X86_64 : Architecture.X86, isa, text);
  }

  /** The only instruction of a text. */
  static Instruction one(X86 isa, String text) throws UnknownInstruction {
    List<Instruction> all = decode(isa, text);
    if (all.size() != 1) {
      throw new IllegalArgumentException(text + " is not one instruction");
    }
    return all.getFirst();
  }

  /** A machine whose code lies at an address. */
  static ConcreteCpu cpu(X86 isa, long code) {
    return new ConcreteCpu(new Terms(), isa, isa.registers()::location, code);
  }
}

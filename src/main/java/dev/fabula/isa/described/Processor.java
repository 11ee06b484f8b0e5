package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import java.util.Optional;

/** What LLVM's description of one architecture leaves out. */
sealed interface Processor permits LoongArch, SystemZ, PowerPc {

  /** The architecture's registers under LLVM's names. */
  NamedRegisters registers();

  /** The one memory operand of an instruction; empty if it has none or more than one. */
  Optional<Operand.Memory> memory(String mnemonic, Facts facts);

  /** The offset in its section that a branch's number stands for. */
  long target(int offset, long number);

  /**
   * Carries out an instruction that transfers control, is an event, or is described wrongly.
   *
   * @return whether it is one
   * @throws UnknownInstruction if it is one of which the effect is not known
   */
  boolean execute(Step step) throws UnknownInstruction;

  /**
   * Applies the footprint of an instruction of which LLVM does not tell all that it reads and
   * writes.
   *
   * @return whether it is one
   * @throws UnknownInstruction if it is one that can have no footprint
   */
  boolean footprint(Step step) throws UnknownInstruction;
}

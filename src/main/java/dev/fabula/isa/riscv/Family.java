package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;

/**
 * The meaning of one group of mnemonics: one constant of a family's enum, perhaps with a suffix.
 */
sealed interface Family
    permits Alu,
        Compare,
        ShiftAdd,
        Bits,
        SingleBit,
        Hashes,
        MulDiv,
        LoadStore,
        Atomic.Form,
        Branch,
        Csr,
        Control,
        Transfer,
        FloatArithmetic.Form,
        FloatConvert {

  /**
   * Applies the meaning to the state of the step.
   *
   * @throws UnknownInstruction if the operands have a form that the entry does not cover
   */
  void execute(Step step) throws UnknownInstruction;
}

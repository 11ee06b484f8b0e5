package dev.fabula.isa.arm;

import dev.fabula.isa.UnknownInstruction;

/** The meaning of one group of mnemonics: one constant of a family's enum. */
sealed interface Family
    permits Alu,
        Bits,
        Multiply,
        Parallel,
        Saturating,
        LoadStore,
        Block,
        Structures,
        Branch,
        Control,
        Profile,
        Vfp.Form,
        VfpConvert {

  /**
   * Applies the meaning to the state of the step.
   *
   * @throws UnknownInstruction if the operands have a form that the entry does not cover
   */
  void execute(Step step) throws UnknownInstruction;
}

package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;

/**
 * The meaning of one group of mnemonics: one constant of a family's enum, perhaps with a suffix.
 */
sealed interface Family
    permits Alu,
        Logic,
        Bitfield,
        Move,
        Select,
        MulDiv,
        LoadStore,
        Exclusive,
        Atomic.Form,
        FloatAtomic.Form,
        Branch,
        Pointer,
        Barrier,
        SystemAccess,
        Crc,
        VectorMove,
        VectorLogic,
        VectorArithmetic,
        VectorCompare,
        VectorReduce,
        VectorSaturation.Form,
        VectorWidth.Form,
        VectorShift,
        VectorPermute,
        VectorMemory,
        FloatArithmetic,
        FloatFused,
        FloatReduce,
        FloatCompare,
        FloatConvert {

  /**
   * Applies the meaning to the state of the step.
   *
   * @throws UnknownInstruction if the operands have a form that the entry does not cover
   */
  void execute(Step step) throws UnknownInstruction;
}

package dev.fabula.isa;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import java.util.List;
import java.util.OptionalInt;

/** How one architecture's bytes become instructions, and what the instructions mean. */
public interface InstructionSet {

  /** The architecture's locations and register names. */
  RegisterFile registers();

  /** How well an instruction's effect is known. */
  enum Precision {
    /** Values are exact. */
    EXACT,
    /** What is read and written is known; values written are functions of all that is read. */
    FOOTPRINT
  }

  /**
   * Reads one disassembled instruction.
   *
   * @param decoded the disassembler's answer
   * @param relocations the relocations inside the instruction's bytes, offsets from the section's
   *     start; where one covers an operand, the operand's number is symbolic
   * @param statement the template statement it came from, where known
   * @throws UnknownInstruction if its operands have a form that is not understood
   */
  Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction;

  /**
   * Applies the meaning of an instruction to a state.
   *
   * @return how well its effect is known
   * @throws UnknownInstruction if nothing is known of its effect
   */
  Precision execute(Instruction instruction, Cpu cpu) throws UnknownInstruction;
}

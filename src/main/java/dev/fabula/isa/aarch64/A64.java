package dev.fabula.isa.aarch64;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The A64 instruction set (Arm Architecture Reference Manual for A-profile, DDI 0487).
 *
 * <p>Base integer, float, atomic, branch, system and the plain vector instructions have exact
 * values; every other one has the footprint that LLVM's descriptors give.
 */
public final class A64 implements InstructionSet {

  private final A64Registers registers = A64Registers.get();
  private final Decoder decoder = new Decoder(registers);

  /** Creates the instruction set; it has no state and may be shared. */
  public A64() {}

  @Override
  public RegisterFile registers() {
    return registers;
  }

  @Override
  public Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    return decoder.decode(decoded, relocations, statement);
  }

  @Override
  public Precision execute(Instruction instruction, Cpu cpu) throws UnknownInstruction {
    Family family = Families.of(instruction);
    if (family == null || isNarrowedToEight(instruction)) {
      return described(instruction, cpu);
    }
    family.execute(new Step(instruction, cpu, registers));
    return Precision.EXACT;
  }

  /** Of two vectors to one of 8-bit floats (FEAT_FP8). */
  private static boolean isNarrowedToEight(Instruction instruction) {
    return instruction.mnemonic().matches("fcvtn2?") && instruction.operands().size() == 3;
  }

  private Precision described(Instruction instruction, Cpu cpu) throws UnknownInstruction {
    Step step = new Step(instruction, cpu, registers);
    return Footprints.execute(instruction, cpu, registers, new Memory(step));
  }

  /** What the footprints have to know about memory operands and float exceptions. */
  private record Memory(Step step) implements Footprints.Addressing {
    private static final Set<String> FIXED_POINT = Set.of("fcvtzs", "fcvtzu", "scvtf", "ucvtf");

    @Override
    public Term address(Operand.Memory memory) throws UnknownInstruction {
      return Place.of(step, memory).address;
    }

    /** Conversions to and from fixed point. */
    @Override
    public boolean raises(Instruction instruction) {
      return FIXED_POINT.contains(instruction.mnemonic());
    }
  }
}

package dev.fabula.isa.riscv;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.UnknownInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The RISC-V instruction sets RV32GC and RV64GC with bit manipulation (The RISC-V Instruction Set
 * Manual, volume I, 20240411).
 *
 * <p>Integer, float, atomic, branch and system instructions have exact values; vector instructions
 * have the footprint that LLVM's descriptors give.
 */
public final class RiscV implements InstructionSet {

  private static final Map<String, Family> TABLE = new HashMap<>(512);

  static {
    enter(Alu.values());
    enter(Compare.values());
    enter(ShiftAdd.values());
    enter(Bits.values());
    enter(SingleBit.values());
    enter(Hashes.values());
    enter(MulDiv.values());
    enter(LoadStore.values());
    enter(Branch.values());
    enter(Csr.values());
    enter(Control.values());
    Atomic.enter(TABLE);
    Transfer.enter(TABLE);
    FloatArithmetic.enter(TABLE);
    FloatConvert.enter(TABLE);
  }

  private final RiscVRegisters registers;
  private final Decoder decoder;

  /** Creates the instruction set for general registers of 32 or 64 bits. */
  public RiscV(int width) {
    registers = new RiscVRegisters(width);
    decoder = new Decoder(registers);
  }

  private static void enter(Family[] family) {
    for (Family entry : family) {
      TABLE.put(((Enum<?>) entry).name().toLowerCase(Locale.ROOT).replace('_', '.'), entry);
    }
  }

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
    Family family = TABLE.get(instruction.mnemonic());
    Step step = new Step(instruction, cpu, registers);
    if (family == null) {
      if (hasList(instruction.mnemonic())) {
        throw step.form();
      }
      if (VectorGroups.areMeant(step)) {
        step.happen(new Event.Unmodelled(instruction.mnemonic()));
      }
      return Footprints.execute(instruction, cpu, registers, step::address);
    }
    family.execute(step);
    return Precision.EXACT;
  }

  /** Zcmp's pushes and pops, whose lists of registers LLVM's description does not have. */
  private static boolean hasList(String mnemonic) {
    String name = mnemonic.startsWith("qc.") ? mnemonic.substring(3) : mnemonic;
    return name.startsWith("cm.push") || name.startsWith("cm.pop");
  }
}

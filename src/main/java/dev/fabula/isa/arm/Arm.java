package dev.fabula.isa.arm;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.UnknownInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The A32 and T32 instruction sets (Arm Architecture Reference Manual for ARMv7-A and ARMv7-R, DDI
 * 0406; for ARMv8, DDI 0487 part F).
 *
 * <p>Integer, float, memory, branch and system instructions have exact values, also under a
 * condition; every other one has the footprint that LLVM's descriptors give, with the flags that
 * those do not mention.
 */
public final class Arm implements InstructionSet {

  private static final Map<String, Family> TABLE = new HashMap<>(512);

  static {
    enter(Alu.values());
    enter(Bits.values());
    enter(Multiply.values());
    enter(Parallel.values());
    enter(Saturating.values());
    enter(LoadStore.values());
    enter(Block.values());
    enter(Branch.values());
    enter(Control.values());
    enter(Profile.values());
  }

  private final ArmRegisters registers = ArmRegisters.get();
  private final boolean thumb;
  private final Decoder decoder;

  /** Creates the instruction set: T32 if {@code thumb}, else A32. */
  public Arm(boolean thumb) {
    this.thumb = thumb;
    this.decoder = new Decoder(registers, ahead());
  }

  private int ahead() {
    return thumb ? 4 : 8;
  }

  private static void enter(Family[] family) {
    for (Family entry : family) {
      TABLE.put(((Enum<?>) entry).name().toLowerCase(Locale.ROOT), entry);
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
    Form form = Form.of(instruction.decoded());
    boolean always = form.condition().equals("al");
    Cpu guarded = always ? cpu : new Predicated(cpu, Step.holds(form.condition(), cpu, registers));
    Step step = new Step(instruction, form, guarded, registers, ahead());
    Family family = form.stem().startsWith("it") ? Control.IT : TABLE.get(form.stem());
    if (family == null) {
      family = Structures.of(form.stem()).or(() -> Vfp.of(form.stem(), instruction)).orElse(null);
    }
    if (family == null) {
      return Status.footprint(step, () -> described(step));
    }
    family.execute(step);
    return Precision.EXACT;
  }

  /** LLVM names the first register of a list only, but for structures of whole vectors (MVE). */
  private Precision described(Step step) throws UnknownInstruction {
    if (step.form.stem().matches("v(ld|st)[24][0-3]\\..*")) {
      return Footprints.execute(step.instruction, step.cpu, registers, step::address);
    }
    for (Operand operand : step.instruction.operands()) {
      if (operand instanceof Operand.RegisterList list && list.registers().size() > 1) {
        return Status.tabled(step);
      }
    }
    return Footprints.execute(step.instruction, step.cpu, registers, step::address);
  }
}

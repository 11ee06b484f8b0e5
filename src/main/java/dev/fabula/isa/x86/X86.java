package dev.fabula.isa.x86;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.UnknownInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The instruction set of x86-64 or i686. */
public final class X86 implements InstructionSet {

  private static final Map<String, Entry> ENTRIES = entries();

  private final X86Registers registers;
  private final RegisterFile clearing;
  private final Decoder decoder;

  /** The instruction set in the given mode. */
  public X86(Mode mode) {
    registers = new X86Registers(mode);
    clearing = registers.clearing();
    decoder = new Decoder(registers);
  }

  private static Map<String, Entry> entries() {
    Map<String, Entry> all = new HashMap<>(1024);
    List.of(
            Alu.values(),
            Atomic.values(),
            BitOps.values(),
            Branch.values(),
            FlagOps.values(),
            Hint.values(),
            Move.values(),
            MulDiv.values(),
            Shift.values(),
            Stack.values(),
            StringOps.values(),
            System.values())
        .forEach(family -> {
          for (Entry entry : family) {
            entry.mnemonics().forEach(m -> all.put(m, entry));
          }
        });
    return all;
  }

  @Override
  public X86Registers registers() {
    return registers;
  }

  @Override
  public Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    return decoder.decode(decoded, relocations, statement);
  }

  @Override
  public Precision execute(Instruction instruction, Cpu cpu) throws UnknownInstruction {
    Optional<Entry> entry = entry(instruction);
    Step step = new Step(cpu, instruction, registers);
    if (entry.isEmpty()) {
      RegisterFile file = Decoder.isVex(instruction.mnemonic()) ? clearing : registers;
      return Footprints.execute(instruction, cpu, file, step::address);
    }
    entry.get().run(step);
    return entry.get().precision();
  }

  /** The entry of an instruction; MOVSD and CMPSD name string and vector instructions alike. */
  private static Optional<Entry> entry(Instruction instruction) {
    Entry found = ENTRIES.get(instruction.mnemonic());
    boolean vector = instruction.operands().stream().anyMatch(X86::isVector);
    return found instanceof StringOps && vector ? Optional.empty() : Optional.ofNullable(found);
  }

  private static boolean isVector(Operand operand) {
    return operand instanceof Operand.Register r
        && r.view().location().kind() == Location.Kind.VECTOR;
  }
}

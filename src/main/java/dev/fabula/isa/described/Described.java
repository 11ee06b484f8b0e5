package dev.fabula.isa.described;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Facts;
import dev.fabula.asm.Facts.Property;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An instruction set that is known by LLVM's description: what an instruction writes is a function
 * of what it reads. Branches go where they go, and moves, sums and whole words of memory are exact.
 */
public final class Described implements InstructionSet {

  private final Processor processor;

  private Described(Processor processor) {
    this.processor = processor;
  }

  /** The instruction set of an architecture; throws if it has one of its own or none. */
  public static Described of(Architecture architecture) {
    return new Described(
        switch (architecture) {
          case LOONGARCH32, LOONGARCH64 -> new LoongArch(architecture.pointerWidth());
          case S390X -> new SystemZ();
          case POWERPC, POWERPC64 -> new PowerPc(architecture.pointerWidth());
          case X86_64, X86, AARCH64, ARM64EC, ARM, RISCV32, RISCV64 ->
              throw new IllegalArgumentException(architecture + " has a set of its own");
        });
  }

  @Override
  public RegisterFile registers() {
    return processor.registers();
  }

  @Override
  public Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    Facts facts =
        decoded
            .facts()
            .filter(_ -> decoded.isInstruction())
            .orElseThrow(() ->
                new UnknownInstruction("bytes that are no known instruction: " + decoded.bytes()));
    List<Operand> operands = operands(decoded, facts);
    relocations.forEach(relocation -> fix(relocation, operands));
    return Instruction.of(decoded, operands, statement);
  }

  /** LLVM's operands: texts of PowerPC do not tell registers from numbers. */
  private List<Operand> operands(Decoded decoded, Facts facts) {
    List<Operand> operands = new ArrayList<>();
    Optional<Operand.Memory> memory = processor.memory(decoded.mnemonic(), facts);
    boolean branch = facts.is(Property.BRANCH) || facts.is(Property.CALL);
    for (Facts.Operand each : facts.operands()) {
      if (each.role() == Facts.Role.MEMORY && memory.isPresent()) {
        continue;
      }
      each.register()
          .flatMap(processor.registers()::described)
          .filter(views -> views.size() == 1)
          .ifPresent(views -> operands.add(new Operand.Register(views.getFirst())));
      each.immediate().ifPresent(n -> operands.add(new Operand.Immediate(Address.constant(n))));
    }
    memory.ifPresent(operands::add);
    if (branch && !operands.isEmpty()) {
      locate(operands, decoded.offset());
    }
    return operands;
  }

  /** Turns the number of a branch into a place in the section. */
  private void locate(List<Operand> operands, int offset) {
    if (operands.getLast() instanceof Operand.Immediate(Address distance)) {
      Address place = Address.constant(processor.target(offset, distance.addend()));
      operands.set(operands.size() - 1, new Operand.Target(place));
    }
  }

  /** Numbers that a symbol goes into; a part of an address is some number of its own. */
  private static void fix(Relocation relocation, List<Operand> operands) {
    if (relocation.symbol().isEmpty()) {
      return;
    }
    String symbol = relocation.symbol().get().name();
    long addend = relocation.addend().orElse(0);
    Address part = Address.of(symbol + "@" + relocation.typeName(), Part.OTHER, addend);
    for (int n = operands.size() - 1; n >= 0; n--) {
      switch (operands.get(n)) {
        case Operand.Target t -> {
          operands.set(n, new Operand.Target(Address.of(symbol, Part.WHOLE, addend)));
          return;
        }
        case Operand.Immediate i -> {
          operands.set(n, new Operand.Immediate(part));
          return;
        }
        case Operand.Memory m -> {
          operands.set(n, m.withDisplacement(part));
          return;
        }
        default -> {}
      }
    }
    operands.add(new Operand.Immediate(part));
  }

  @Override
  public Precision execute(Instruction instruction, Cpu cpu) throws UnknownInstruction {
    Facts facts =
        instruction
            .decoded()
            .facts()
            .orElseThrow(() -> new UnknownInstruction("no description of `" + instruction + "`"));
    Step step = new Step(instruction, cpu, processor.registers(), facts);
    if (processor.execute(step)) {
      return Precision.EXACT;
    }
    if (isFromNothing(facts)) {
      return fromNothing(step);
    }
    return Footprints.execute(instruction, cpu, processor.registers(), step::address);
  }

  /** Whether results come from state that LLVM does not name. */
  private static boolean isFromNothing(Facts facts) {
    return facts.registersRead().isEmpty()
        && !facts.registersWritten().isEmpty()
        && facts.operands().stream().allMatch(o -> o.immediate().isEmpty())
        && !facts.is(Property.MAY_LOAD);
  }

  private static Precision fromNothing(Step step) throws UnknownInstruction {
    step.happen(new Event.Unrepeatable(step.mnemonic()));
    for (String name : step.facts.registersWritten()) {
      List<RegisterView> views = step.registers.described(name).orElseThrow(step::unknown);
      views.forEach(v -> step.cpu.write(v, step.cpu.arbitrary(step.mnemonic(), v.width())));
    }
    return Precision.FOOTPRINT;
  }
}

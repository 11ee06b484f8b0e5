package dev.fabula.isa;

import dev.fabula.asm.Facts;
import dev.fabula.asm.Facts.Property;
import dev.fabula.asm.Facts.Role;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The effect of an instruction that has no entry, from LLVM's descriptors: everything that it
 * writes becomes an uninterpreted function of everything that it reads.
 *
 * <p>A function is named by the mnemonic and its result, not by LLVM's opcode, so that encodings of
 * one instruction under different allocations yield the same function.
 */
public final class Footprints {

  /** How an architecture computes addresses. */
  public interface Addressing {
    /** The address that a memory operand stands for. */
    Term address(Operand.Memory memory) throws UnknownInstruction;

    /** The part of a register that is read, of a mask the bits of its lanes. */
    default Term read(Instruction instruction, RegisterView view, Term value) {
      return value;
    }

    /** Whether an instruction raises float exceptions that LLVM does not mention. */
    default boolean raises(Instruction instruction) {
      return false;
    }

    /** Whether an instruction may leave parts of its memory operand as they are. */
    default boolean storesPart(Instruction instruction) {
      return instruction.operands().stream().anyMatch(Operand.Word.class::isInstance);
    }
  }

  /** What the names of all functions start with that stand for an instruction without an entry. */
  public static final String PREFIX = "footprint of ";

  private final Instruction instruction;
  private final Cpu cpu;
  private final RegisterFile registers;
  private final Addressing addressing;
  private final Facts facts;
  private final String stem;
  private final Optional<Operand.Memory> memory;
  private final Optional<Term> address;
  private final List<Term> arguments = new ArrayList<>();

  private Footprints(
      Instruction instruction, Cpu cpu, RegisterFile registers, Addressing addressing, Facts facts)
      throws UnknownInstruction {
    this.instruction = instruction;
    this.cpu = cpu;
    this.registers = registers;
    this.addressing = addressing;
    this.facts = facts;
    this.stem = stem();
    this.memory = memoryOperand(instruction);
    this.address =
        memory.isPresent() ? Optional.of(addressing.address(memory.get())) : Optional.empty();
  }

  /**
   * Applies the footprint of an instruction to a state.
   *
   * @throws UnknownInstruction if LLVM's descriptor is not there, names a register that is not in
   *     the register file, or describes a branch
   */
  public static Precision execute(
      Instruction instruction, Cpu cpu, RegisterFile registers, Addressing addressing)
      throws UnknownInstruction {
    Facts facts =
        instruction
            .decoded()
            .facts()
            .orElseThrow(() -> unknown(instruction, "no description of it is at hand"));
    if (transfersControl(facts)) {
      throw unknown(instruction, "it transfers control in a way that is not known");
    }
    new Footprints(instruction, cpu, registers, addressing, facts).apply();
    return Precision.FOOTPRINT;
  }

  private static UnknownInstruction unknown(Instruction instruction, String why) {
    return new UnknownInstruction("`" + instruction + "`: " + why);
  }

  private static boolean transfersControl(Facts facts) {
    return facts.is(Property.CALL)
        || facts.is(Property.BRANCH)
        || facts.is(Property.INDIRECT_BRANCH)
        || facts.is(Property.RETURN)
        || facts.is(Property.TERMINATOR);
  }

  private static Optional<Operand.Memory> memoryOperand(Instruction instruction) {
    for (Operand operand : instruction.operands()) {
      if (operand instanceof Operand.Memory memory) {
        return Optional.of(memory);
      }
    }
    return Optional.empty();
  }

  private boolean raises() {
    return facts.is(Property.MAY_RAISE_FP_EXCEPTION) || addressing.raises(instruction);
  }

  private boolean loads() {
    return facts.is(Property.MAY_LOAD) || unmodelledAccess();
  }

  private boolean stores() {
    return facts.is(Property.MAY_STORE) || unmodelledAccess();
  }

  /** Side effects through a memory operand may be any access to it. */
  private boolean unmodelledAccess() {
    return memory.isPresent()
        && facts.is(Property.UNMODELED_SIDE_EFFECTS)
        && !facts.is(Property.MAY_LOAD)
        && !facts.is(Property.MAY_STORE);
  }

  /** Whether the bytes accessed are exactly those of the memory operand. */
  private boolean isSized() {
    return memory
        .filter(m -> m.bits() > 0 && m.bits() % 8 == 0)
        .filter(m -> m.index().map(i -> i.location().kind()).orElse(null) != Location.Kind.VECTOR)
        .isPresent();
  }

  private void apply() throws UnknownInstruction {
    List<RegisterView> written = views(facts.registersWritten()).stream().distinct().toList();
    collectArguments();
    if (facts.is(Property.UNMODELED_SIDE_EFFECTS)) {
      cpu.happen(new Event.Unmodelled(instruction.mnemonic()), List.copyOf(arguments));
    }
    List<Term> values = new ArrayList<>();
    for (int n = 0; n < written.size(); n++) {
      values.add(function("result" + n, written.get(n).width()));
    }
    List<Location> flags = raises() ? registers.floatFlags() : List.of();
    List<Term> raised = flags.stream().map(this::raised).toList();
    if (stores()) {
      store();
    }
    for (int n = 0; n < written.size(); n++) {
      cpu.write(written.get(n), values.get(n));
    }
    for (int n = 0; n < raised.size(); n++) {
      cpu.set(flags.get(n), raised.get(n));
    }
  }

  /** Exception flags are sticky: old ones stay. */
  private Term raised(Location flags) {
    return cpu.get(flags).or(function("raised." + flags, flags.width()));
  }

  private List<RegisterView> views(List<String> llvmNames) throws UnknownInstruction {
    List<RegisterView> views = new ArrayList<>();
    for (String name : llvmNames) {
      views.addAll(
          registers
              .described(name)
              .orElseThrow(() -> unknown(instruction, "register " + name + " is not known")));
    }
    return views;
  }

  private void collectArguments() throws UnknownInstruction {
    List<String> read = new ArrayList<>();
    for (Facts.Operand operand : facts.operands()) {
      if (!operand.defined() && (operand.role() != Role.MEMORY || memory.isEmpty())) {
        operand.register().ifPresent(read::add);
      }
    }
    read.addAll(facts.implicitReads());
    // A register that two operands share is two arguments, as in an allocation where it is two.
    for (RegisterView view : views(read)) {
      // Results do not depend on sticky flags, though they are in one register with control bits.
      if (!registers.floatFlags().contains(view.location())) {
        arguments.add(addressing.read(instruction, view, cpu.read(view)));
      }
    }
    if (raises()) {
      registers.floatControls().forEach(control -> arguments.add(cpu.get(control)));
    }
    for (Operand operand : instruction.operands()) {
      if (operand instanceof Operand.Immediate(Address value)) {
        arguments.add(cpu.resolve(value, 64));
      }
    }
    collectMemory();
  }

  private void collectMemory() {
    if (address.isPresent() && !loads() && !stores()) {
      arguments.add(address.get());
    } else if (loads() || stores() && addressing.storesPart(instruction)) {
      arguments.add(isSized() ? loaded() : digested());
    }
  }

  private Term loaded() {
    int bits = memory.orElseThrow().bits();
    return cpu.load(Access.data(bits / 8), address.orElseThrow());
  }

  private Term digested() {
    return cpu.digest(name("read", 64), 64, start(), List.copyOf(arguments));
  }

  /** Where an access of unknown extent starts; zero if nothing tells. */
  private Term start() {
    int width = registers.stackPointer().width();
    return address.orElseGet(() -> cpu.terms().constant(0, width));
  }

  private void store() {
    if (isSized()) {
      int bits = memory.orElseThrow().bits();
      cpu.store(Access.data(bits / 8), address.orElseThrow(), function("stored", bits));
    } else {
      cpu.sweep(name("write", 0), start(), List.of(function("stored", 64)), false, true);
    }
  }

  private Term function(String result, int width) {
    return cpu.terms().apply(name(result, width), width, arguments);
  }

  /** Name of a function; result and argument widths in it make its signature unique. */
  private String name(String result, int width) {
    StringBuilder name = new StringBuilder(64).append(stem);
    name.append('.').append(result).append('.').append(width);
    for (Term argument : arguments) {
      name.append('.').append(argument.width());
    }
    return name.toString();
  }

  /** What the names of all functions of the instruction start with. */
  private String stem() {
    StringBuilder name = new StringBuilder(PREFIX).append(instruction.mnemonic());
    for (Operand operand : instruction.operands()) {
      if (operand instanceof Operand.Word(String text)
          && registers.view(text.replace("{", "").replace("}", "")).isEmpty()) {
        name.append(text);
      }
      name.append(shape(operand));
    }
    return name.toString();
  }

  /** What an operand says beside its registers' values: arrangement, lane, shift. */
  private static String shape(Operand operand) {
    return switch (operand) {
      case Operand.Lanes l ->
          "/" + l.lanes() + "x" + l.laneBits() + l.lane().map(n -> "[" + n + "]").orElse("");
      case Operand.Shifted s -> "/" + s.operation() + s.amount();
      case Operand.RegisterList list ->
          list.registers().stream().map(Footprints::shape).collect(Collectors.joining());
      case Operand.Register r -> "";
      case Operand.Immediate i -> "";
      case Operand.Target t -> "";
      case Operand.Memory m -> "";
      case Operand.Word w -> "";
    };
  }
}

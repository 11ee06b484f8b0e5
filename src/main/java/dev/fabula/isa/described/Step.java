package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Footprints;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;

/** One instruction on one state, by the operands that LLVM describes. */
final class Step {

  final Instruction instruction;
  final Cpu cpu;
  final Terms terms;
  final NamedRegisters registers;
  final Facts facts;

  Step(Instruction instruction, Cpu cpu, NamedRegisters registers, Facts facts) {
    this.instruction = instruction;
    this.cpu = cpu;
    this.terms = cpu.terms();
    this.registers = registers;
    this.facts = facts;
  }

  String mnemonic() {
    return instruction.mnemonic();
  }

  int width() {
    return registers.stackPointer().width();
  }

  /** The view of a register operand of LLVM's description. */
  RegisterView view(int n) throws UnknownInstruction {
    Optional<List<RegisterView>> views =
        n < facts.operands().size()
            ? facts.operands().get(n).register().flatMap(registers::described)
            : Optional.empty();
    if (views.isEmpty() || views.get().size() != 1) {
      throw unknown();
    }
    return views.get().getFirst();
  }

  /** The value of a register operand. */
  Term read(int n) throws UnknownInstruction {
    return cpu.read(view(n));
  }

  /** The number that an operand is, in the given width. */
  Term number(int n, int width) throws UnknownInstruction {
    return terms.constant(immediate(n), width);
  }

  long immediate(int n) throws UnknownInstruction {
    if (n >= facts.operands().size()) {
      throw unknown();
    }
    return facts.operands().get(n).immediate().orElseThrow(this::unknown);
  }

  /** The place that a branch goes to. */
  Operand.Target target() throws UnknownInstruction {
    return instruction.operands().stream()
        .filter(Operand.Target.class::isInstance)
        .map(Operand.Target.class::cast)
        .findFirst()
        .orElseThrow(this::unknown);
  }

  Term get(String location) {
    return cpu.get(registers.location(location));
  }

  void set(String location, Term value) {
    cpu.set(registers.location(location), value);
  }

  void happen(Event event) {
    cpu.happen(event);
  }

  /** The address that a memory operand stands for. */
  Term address(Operand.Memory memory) {
    int width = width();
    Address distance = memory.displacement();
    Term sum =
        distance.symbol().isEmpty()
            ? terms.constant(distance.addend(), width)
            : cpu.resolve(distance, width);
    sum = memory.index().map(cpu::read).map(sum::add).orElse(sum);
    return memory.base().isPresent() ? cpu.read(memory.base().get()).add(sum) : sum;
  }

  /** The memory operand. */
  Operand.Memory place() throws UnknownInstruction {
    return instruction.operands().stream()
        .filter(Operand.Memory.class::isInstance)
        .map(Operand.Memory.class::cast)
        .findFirst()
        .orElseThrow(this::unknown);
  }

  /** An access to the memory operand of so many bits. */
  Access access(int bits) throws UnknownInstruction {
    boolean stack =
        place().base().filter(b -> b.location() == registers.stackPointer()).isPresent();
    return stack ? Access.stack(bits / 8) : Access.data(bits / 8);
  }

  /** The value of the memory operand, little endian. */
  Term load() throws UnknownInstruction {
    return cpu.load(access(place().bits()), address(place()));
  }

  /** Writes the low bits of a value to the memory operand, little endian. */
  void store(Term value) throws UnknownInstruction {
    Operand.Memory place = place();
    cpu.store(access(place.bits()), address(place), value.truncate(place.bits()));
  }

  /** Writes the value if the processor still holds the reservation, and tells whether it did. */
  Term storeConditionally(Term value) throws UnknownInstruction {
    Term done = cpu.arbitrary("reservation", 1);
    Term old = load();
    store(done.ite(value.truncate(old.width()), old));
    return done;
  }

  /** A place in memory at a distance from a register. */
  static Operand.Memory memory(
      Optional<RegisterView> base, Optional<RegisterView> index, long displacement, int bits) {
    return new Operand.Memory(
        Optional.empty(),
        base,
        index,
        1,
        Optional.empty(),
        Address.constant(displacement),
        false,
        bits,
        Operand.WriteBack.NONE);
  }

  /** The address that a base register, if there is one, and a number make. */
  Term base(int base, int distance) throws UnknownInstruction {
    Term number = number(distance, width());
    boolean alone = facts.operands().get(base).register().isEmpty();
    return alone ? number : read(base).add(number);
  }

  /** A function of values that is known by its name only, as a footprint's are. */
  Term function(String result, int width, List<Term> arguments) {
    StringBuilder name = new StringBuilder(Footprints.PREFIX).append(mnemonic());
    name.append('.').append(result).append('.').append(width);
    arguments.forEach(a -> name.append('.').append(a.width()));
    return terms.apply(name.toString(), width, arguments);
  }

  UnknownInstruction unknown(String why) {
    return new UnknownInstruction("`" + instruction + "`: " + why);
  }

  UnknownInstruction unknown() {
    return new UnknownInstruction("the effect of `" + instruction + "` is not known");
  }
}

package dev.fabula.isa.riscv;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;

/** One instruction acting on one state: the small vocabulary in which the families are written. */
final class Step {

  private static final String GLOBAL_OFFSET = "global offset table";

  final Instruction instruction;
  final Cpu cpu;
  final Terms terms;
  final RiscVRegisters registers;
  final int width;
  final Floats floats;

  Step(Instruction instruction, Cpu cpu, RiscVRegisters registers) {
    this.instruction = instruction;
    this.cpu = cpu;
    this.terms = cpu.terms();
    this.registers = registers;
    this.width = registers.width();
    this.floats = new Floats(this);
  }

  int count() {
    return instruction.operands().size();
  }

  Operand operand(int index) throws UnknownInstruction {
    if (index >= count()) {
      throw form();
    }
    return instruction.operand(index);
  }

  RegisterView view(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Register(RegisterView view)) {
      return view;
    }
    throw form();
  }

  /** The value of a register or number, in a register's width. */
  Term in(int index) throws UnknownInstruction {
    return switch (operand(index)) {
      case Operand.Register(RegisterView view) -> cpu.read(view);
      case Operand.Immediate(Address address) -> number(address);
      default -> throw form();
    };
  }

  /** The low 32 bits of an operand. */
  Term word(int index) throws UnknownInstruction {
    return in(index).truncate(32);
  }

  /** Writes a general register; a narrower value is sign-extended. */
  void out(int index, Term value) throws UnknownInstruction {
    cpu.write(view(index), value.sext(width));
  }

  /** The values of all register operands. */
  Term[] registersRead() {
    return instruction.operands().stream()
        .filter(Operand.Register.class::isInstance)
        .map(o -> cpu.read(((Operand.Register) o).view()))
        .toArray(Term[]::new);
  }

  /** The value in a register with an even number, the low half, and in the next; x0 pairs to 0. */
  Term inPair(int index) throws UnknownInstruction {
    Location low = view(index).location();
    return low.kind() == Location.Kind.ZERO
        ? terms.zero(2 * width)
        : cpu.get(next(low)).concat(cpu.get(low));
  }

  /** Writes a register with an even number, and the next; what goes to x0 is lost. */
  void outPair(int index, Term value) throws UnknownInstruction {
    Location low = view(index).location();
    if (low.kind() != Location.Kind.ZERO) {
      cpu.set(low, value.truncate(width));
      cpu.set(next(low), value.extract(2 * width - 1, width));
    }
  }

  private Location next(Location low) throws UnknownInstruction {
    int number = Integer.parseInt(low.name().substring(1));
    if (number % 2 != 0) {
      throw form();
    }
    return registers.location("x" + (number + 1));
  }

  /** The text of an operand that is a word or a number. */
  String text(int index) throws UnknownInstruction {
    return switch (operand(index)) {
      case Operand.Word(String text) -> text;
      case Operand.Immediate(Address address) -> Long.toString(address.addend());
      default -> throw form();
    };
  }

  Operand.Target target(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Target target) {
      return target;
    }
    throw form();
  }

  Operand.Memory memory(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Memory memory) {
      return memory;
    }
    throw form();
  }

  /** The address that a memory operand stands for. */
  Term address(Operand.Memory memory) {
    Term base = cpu.read(memory.base().orElseThrow());
    return base.add(number(memory.displacement()));
  }

  /** A plain access. */
  static Access access(int bytes) {
    return Access.data(bytes);
  }

  /**
   * A number known when the code is assembled. The upper part of a symbol's address is what its
   * sign-extended low 12 bits leave of it.
   */
  Term number(Address address) {
    if (address.symbol().isEmpty()) {
      return terms.constant(address.addend(), width);
    }
    return switch (address.part()) {
      case PAGE -> whole(address).sub(low(address));
      case LOW_12 -> low(address);
      case GOT -> opaque(GLOBAL_OFFSET, width, List.of(whole(address)));
      case WHOLE, THREAD, OTHER -> cpu.resolve(address, width);
    };
  }

  /** What an entry of the global offset table holds, if the address is that of one. */
  Optional<Term> globalOffset(Term address) {
    boolean entry = address.op() == Op.APPLY && address.name().startsWith("riscv." + GLOBAL_OFFSET);
    return entry ? Optional.of(address.argument(0)) : Optional.empty();
  }

  private Term whole(Address address) {
    return cpu.resolve(
        Address.of(address.symbol().orElseThrow(), Part.WHOLE, address.addend()), width);
  }

  private Term low(Address address) {
    return whole(address).truncate(12).sext(width);
  }

  Term constant(long value) {
    return terms.constant(value, width);
  }

  Term constant(long value, int bits) {
    return terms.constant(value, bits);
  }

  /** Address of the instruction itself. */
  Term here() {
    return cpu.nextAddress().sub(instruction.size());
  }

  /** A value of which only its arguments are known; equal arguments give equal values. */
  Term opaque(String function, int bits, List<Term> arguments) {
    StringBuilder name = new StringBuilder("riscv.").append(function).append('.').append(bits);
    arguments.forEach(a -> name.append('.').append(a.width()));
    return terms.apply(name.toString(), bits, arguments);
  }

  void happen(Event event, Term... told) {
    cpu.happen(event, List.of(told));
  }

  /** The statement that the operands have a form that no meaning was written for. */
  UnknownInstruction form() {
    return new UnknownInstruction("no meaning for this form of operands: " + instruction);
  }
}

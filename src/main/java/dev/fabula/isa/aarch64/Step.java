package dev.fabula.isa.aarch64;

import dev.fabula.isa.Address;
import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;

/** One instruction acting on one state: the small vocabulary in which the families are written. */
final class Step {

  final Instruction instruction;
  final Cpu cpu;
  final Terms terms;
  final A64Registers registers;
  final Flags flags;
  final Vectors vectors;

  Step(Instruction instruction, Cpu cpu, A64Registers registers) {
    this.instruction = instruction;
    this.cpu = cpu;
    this.terms = cpu.terms();
    this.registers = registers;
    this.flags = new Flags(cpu, registers);
    this.vectors = new Vectors(this);
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

  /** The register that an operand names, shifted or not. */
  RegisterView view(int index) throws UnknownInstruction {
    return switch (operand(index)) {
      case Operand.Register(RegisterView view) -> view;
      case Operand.Shifted(RegisterView view, String operation, int amount) -> view;
      case Operand.Lanes l -> l.view();
      default -> throw form();
    };
  }

  /** The width of the register that the first operand names: that of the whole operation. */
  int width() throws UnknownInstruction {
    return view(0).width();
  }

  /** The value of an operand in the width of the operation. */
  Term in(int index) throws UnknownInstruction {
    return in(index, width());
  }

  /** The value of an operand in a given width. */
  Term in(int index, int width) throws UnknownInstruction {
    return switch (operand(index)) {
      case Operand.Register(RegisterView view) -> cpu.read(view).resizeUnsigned(width);
      case Operand.Shifted(RegisterView view, String operation, int amount) ->
          shifted(cpu.read(view), operation, amount, width);
      case Operand.Immediate(Address address) -> number(address, width);
      default -> throw form();
    };
  }

  /**
   * A number known when the code is assembled. The page and the low bits of a symbol's address are
   * parts of one value, so that they add up to it.
   */
  Term number(Address address, int width) {
    if (address.symbol().isEmpty()) {
      return terms.constant(address.addend(), width);
    }
    return switch (address.part()) {
      case PAGE -> whole(address).sub(lowBits(address)).resizeUnsigned(width);
      case LOW_12 -> lowBits(address).resizeUnsigned(width);
      case WHOLE, GOT, THREAD, OTHER -> cpu.resolve(address, width);
    };
  }

  private Term whole(Address address) {
    return cpu.resolve(
        Address.of(address.symbol().orElseThrow(), Address.Part.WHOLE, address.addend()), 64);
  }

  private Term lowBits(Address address) {
    return whole(address).truncate(12).zext(64);
  }

  /** A number in the instruction that no symbol can stand for. */
  long immediate(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Immediate(Address address)
        && address.symbol().isEmpty()) {
      return address.addend();
    }
    throw form();
  }

  /** The text of an operand that is a word. */
  String word(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Word(String text)) {
      return text;
    }
    throw form();
  }

  /** A branch target. */
  Operand.Target target(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Target target) {
      return target;
    }
    throw form();
  }

  /** Writes a register; a {@code w} register's upper half becomes zero. */
  void out(int index, Term value) throws UnknownInstruction {
    cpu.write(view(index), value);
  }

  Term constant(long value, int width) {
    return terms.constant(value, width);
  }

  /** The 64-bit value of a register by its name. */
  Term register(String name) {
    return cpu.get(registers.location(name));
  }

  void register(String name, Term value) {
    cpu.set(registers.location(name), value);
  }

  /** Address of the instruction itself. */
  Term here() {
    return cpu.nextAddress().sub(instruction.size());
  }

  /** A value of which only its arguments are known; equal arguments give equal values. */
  Term opaque(String function, int width, List<Term> arguments) {
    StringBuilder name = new StringBuilder("a64.").append(function).append('.').append(width);
    arguments.forEach(a -> name.append('.').append(a.width()));
    return terms.apply(name.toString(), width, arguments);
  }

  /** Float operations as FPCR has them, which raise flags of FPSR. */
  ArmFloat floats() {
    return floats(terms.trueTerm());
  }

  /** Float operations that raise flags only where a condition holds. */
  ArmFloat floats(Term condition) {
    return new ArmFloat(
        terms,
        register("fpcr").truncate(32),
        raised -> {
          Term told = condition.ite(raised, terms.zero(raised.width()));
          register("fpsr", register("fpsr").or(told.zext(64)));
        });
  }

  void happen(Event event, Term... told) {
    cpu.happen(event, List.of(told));
  }

  /** The statement that the operands have a form that no meaning was written for. */
  UnknownInstruction form() {
    return new UnknownInstruction("no meaning for this form of operands: " + instruction);
  }

  /** A register's value shifted or extended to a width (Arm ARM, ShiftReg and ExtendReg). */
  Term shifted(Term value, String operation, int amount, int width) throws UnknownInstruction {
    Term by = constant(amount, width);
    return switch (operation) {
      case "lsl" -> value.resizeUnsigned(width).shl(by);
      case "lsr" -> value.lshr(by);
      case "asr" -> value.ashr(by);
      case "ror" -> value.rotr(by);
      case "uxtb" -> value.truncate(8).zext(width).shl(by);
      case "uxth" -> value.truncate(16).zext(width).shl(by);
      case "uxtw" -> value.truncate(32).zext(width).shl(by);
      case "uxtx", "sxtx" -> value.resizeUnsigned(width).shl(by);
      case "sxtb" -> value.truncate(8).sext(width).shl(by);
      case "sxth" -> value.truncate(16).sext(width).shl(by);
      case "sxtw" -> value.truncate(32).sext(width).shl(by);
      default -> throw form();
    };
  }
}

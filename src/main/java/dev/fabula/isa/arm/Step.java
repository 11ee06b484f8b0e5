package dev.fabula.isa.arm;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.Memory;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One instruction acting on one state: the small vocabulary in which the families are written. */
final class Step {

  private static final int WIDTH = 32;

  final Instruction instruction;
  final Form form;
  final Cpu cpu;
  final Terms terms;
  final ArmRegisters registers;
  private final int ahead;

  /**
   * Creates a step.
   *
   * @param cpu the state, which is one that a condition guards if the instruction has one
   * @param ahead how far the program counter is ahead of the instruction that reads it
   */
  Step(Instruction instruction, Form form, Cpu cpu, ArmRegisters registers, int ahead) {
    this.instruction = instruction;
    this.form = form;
    this.cpu = cpu;
    this.terms = cpu.terms();
    this.registers = registers;
    this.ahead = ahead;
  }

  int count() {
    return instruction.operands().size();
  }

  Operand operand(int index) throws UnknownInstruction {
    if (index >= count()) {
      throw unknown();
    }
    return instruction.operand(index);
  }

  RegisterView view(int index) throws UnknownInstruction {
    return switch (operand(index)) {
      case Operand.Register(RegisterView view) -> view;
      case Operand.Shifted(RegisterView view, String operation, int amount) -> view;
      default -> throw unknown();
    };
  }

  boolean isThumb() {
    return ahead == 4;
  }

  boolean isCounter(RegisterView view) {
    return view.location().name().equals("r15");
  }

  /** The value of a register; the program counter is some bytes ahead. */
  Term read(RegisterView view) {
    return isCounter(view) ? counter() : cpu.read(view);
  }

  /** What the instruction reads from the program counter. */
  Term counter() {
    return cpu.nextAddress().sub(instruction.size()).add(ahead);
  }

  /** The value of an operand, shifted as it says. */
  Term in(int index) throws UnknownInstruction {
    return shifter(index).value();
  }

  /** The value of an operand and the carry of its shift; a shift by a register follows it. */
  Shifter shifter(int index) throws UnknownInstruction {
    Term carry = flag("c");
    return switch (operand(index)) {
      case Operand.Immediate(Address address) -> immediate(index, number(address), carry);
      case Operand.Shifted(RegisterView view, String operation, int amount) ->
          shifted(read(view), operation, amount, carry);
      case Operand.Register(RegisterView view) when isShiftedByRegister(index) ->
          Shifter.shift(read(view), word(index + 1), read(view(index + 2)).truncate(8), carry);
      case Operand.Register(RegisterView view) -> new Shifter(read(view), carry);
      default -> throw unknown();
    };
  }

  /** A second number at the end rotates the first one (A5.2.4). */
  private Shifter immediate(int index, Term value, Term carry) throws UnknownInstruction {
    if (index + 2 == count() && operand(index + 1) instanceof Operand.Immediate(Address by)) {
      return Shifter.shift(value, "ror", terms.constant(by.addend(), 8), carry);
    }
    return Shifter.number(value, carry);
  }

  private Shifter shifted(Term value, String operation, int amount, Term carry)
      throws UnknownInstruction {
    return operation.equals("rrx")
        ? Shifter.rotateThrough(value, carry)
        : Shifter.shift(value, operation, terms.constant(amount, 8), carry);
  }

  private boolean isShiftedByRegister(int index) {
    return index + 2 < count()
        && instruction.operand(index + 1) instanceof Operand.Word(String text)
        && List.of("lsl", "lsr", "asr", "ror").contains(text);
  }

  /** A number known when the code is assembled. */
  Term number(Address address) {
    String name = address.symbol().orElse("");
    if (name.isEmpty()) {
      return constant(address.addend());
    }
    if (name.endsWith(Fixup.LOWER)) {
      return whole(name, Fixup.LOWER, address.addend()).truncate(16).zext(WIDTH);
    }
    if (name.endsWith(Fixup.UPPER)) {
      return whole(name, Fixup.UPPER, address.addend()).extract(31, 16).zext(WIDTH);
    }
    return cpu.resolve(address, WIDTH);
  }

  private Term whole(String name, String mark, long addend) {
    String symbol = name.substring(0, name.length() - mark.length());
    return cpu.resolve(Address.of(symbol, Part.WHOLE, addend), WIDTH);
  }

  long immediate(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Immediate(Address address)
        && address.symbol().isEmpty()) {
      return address.addend();
    }
    throw unknown();
  }

  String word(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Word(String text)) {
      return text;
    }
    throw unknown();
  }

  Operand.Target target(int index) throws UnknownInstruction {
    if (operand(index) instanceof Operand.Target target) {
      return target;
    }
    throw unknown();
  }

  Memory memory(int index) throws UnknownInstruction {
    if (operand(index) instanceof Memory memory) {
      return memory;
    }
    throw unknown();
  }

  /** The address that an access uses; a literal's base is the word that holds the counter. */
  Term address(Memory memory) throws UnknownInstruction {
    List<Term> vectors = vectors(memory);
    if (!vectors.isEmpty()) {
      return opaque("address", WIDTH, vectors);
    }
    return memory.writeBack() == WriteBack.AFTER ? base(memory) : moved(memory);
  }

  /** Registers of which each lane is an address (MVE's gathers and scatters). */
  private List<Term> vectors(Memory memory) {
    return Stream.of(memory.base(), memory.index())
        .flatMap(Optional::stream)
        .filter(view -> view.location().kind() == Location.Kind.VECTOR)
        .map(this::read)
        .toList();
  }

  /** The base register with the offset. */
  Term moved(Memory memory) throws UnknownInstruction {
    return base(memory).add(offset(memory));
  }

  private Term base(Memory memory) {
    RegisterView base = memory.base().orElseThrow();
    return isCounter(base) ? aligned(read(base)) : read(base);
  }

  /** The multiple of four at or below a place in code, whose section starts at one. */
  private Term aligned(Term counter) {
    boolean placed = !counter.base().isConstant();
    return placed
        ? counter.base().add(counter.offset().and(constant(-4)))
        : counter.and(constant(-4));
  }

  private Term offset(Memory memory) throws UnknownInstruction {
    if (memory.index().isEmpty()) {
      return number(memory.displacement());
    }
    String shift = memory.extension().orElse("lsl #0");
    boolean minus = shift.startsWith("-");
    String plain = minus ? shift.substring(1) : shift;
    String operation = plain.contains(" ") ? plain.substring(0, plain.indexOf(' ')) : plain;
    Term index =
        shifted(read(memory.index().get()), operation, OperandText.amount(plain), flag("c"))
            .value();
    return minus ? index.neg() : index;
  }

  Access.Kind kind(Memory memory) {
    boolean stack =
        memory.writeBack() != WriteBack.NONE
            && memory.base().orElseThrow().location() == registers.stackPointer();
    return stack ? Access.Kind.STACK : Access.Kind.DATA;
  }

  /** Updates the base register, if the operand says so. */
  void update(Memory memory) throws UnknownInstruction {
    if (memory.writeBack() != WriteBack.NONE) {
      cpu.write(memory.base().orElseThrow(), moved(memory));
    }
  }

  /** Writes a register; writing the program counter is a jump. */
  void out(int index, Term value) throws UnknownInstruction {
    put(view(index), value);
  }

  void put(RegisterView view, Term value) throws UnknownInstruction {
    if (!isCounter(view)) {
      cpu.write(view, value);
    } else if (form.condition().equals("al")) {
      leave(value, instruction.operands().stream().anyMatch(this::isWayBack));
    } else {
      throw unknown();
    }
  }

  /** Leaves for an address, whose lowest bit chooses the instruction set. */
  void leave(Term address, boolean returns) {
    Term even = address.and(constant(-2));
    if (returns) {
      cpu.returnTo(even);
    } else {
      cpu.jumpTo(even);
    }
  }

  /** The link register, or a place on the stack where it may have been saved. */
  boolean isWayBack(Operand operand) {
    return (operand instanceof Operand.Register(RegisterView view)
            && view.location().name().equals("r14"))
        || (operand instanceof Memory memory
            && memory.base().filter(b -> b.location() == registers.stackPointer()).isPresent());
  }

  Term flag(String name) {
    return cpu.get(registers.location(name));
  }

  void flag(String name, Term value) {
    cpu.set(registers.location(name), value);
  }

  /** Sets N and Z of a result, where the instruction sets flags. */
  void signAndZero(Term result) {
    flag("n", result.sign());
    flag("z", result.eq(terms.zero(result.width())));
  }

  Term constant(long value) {
    return terms.constant(value, WIDTH);
  }

  /** A value of which only its arguments are known; equal arguments give equal values. */
  Term opaque(String function, int width, List<Term> arguments) {
    StringBuilder name = new StringBuilder("arm.").append(function).append('.').append(width);
    arguments.forEach(a -> name.append('.').append(a.width()));
    return terms.apply(name.toString(), width, arguments);
  }

  /** Whether a condition holds. */
  static Term holds(String condition, Cpu cpu, ArmRegisters registers) {
    List<Location> flags = registers.flags();
    Term n = cpu.get(flags.get(0));
    Term z = cpu.get(flags.get(1));
    Term c = cpu.get(flags.get(2));
    Term v = cpu.get(flags.get(3));
    return switch (condition) {
      case "eq" -> z;
      case "ne" -> z.not();
      case "hs" -> c;
      case "lo" -> c.not();
      case "mi" -> n;
      case "pl" -> n.not();
      case "vs" -> v;
      case "vc" -> v.not();
      case "hi" -> c.and(z.not());
      case "ls" -> c.not().or(z);
      case "ge" -> n.eq(v);
      case "lt" -> n.ne(v);
      case "gt" -> z.not().and(n.eq(v));
      case "le" -> z.or(n.ne(v));
      default -> cpu.terms().trueTerm();
    };
  }

  void happen(Event event, Term... told) {
    cpu.happen(event, List.of(told));
  }

  /** The statement that no meaning was written for this form. */
  UnknownInstruction unknown() {
    return new UnknownInstruction("no meaning for this form: " + instruction);
  }
}

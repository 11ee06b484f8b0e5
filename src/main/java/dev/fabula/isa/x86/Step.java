package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.KnownFunction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words in which meanings of x86 instructions are written: one instruction on one state. */
final class Step {

  final Cpu cpu;
  final Instruction instruction;
  final X86Registers registers;
  final Terms terms;
  final Flags flags;
  private final boolean locked;
  private final Optional<Masking> masking;
  private final @Nullable Term[] addresses;

  Step(Cpu cpu, Instruction instruction, X86Registers registers) {
    this(cpu, instruction, registers, Optional.empty());
  }

  Step(Cpu cpu, Instruction instruction, X86Registers registers, Optional<Masking> masking) {
    this.masking = masking;
    this.cpu = cpu;
    this.instruction = instruction;
    this.registers = registers;
    this.terms = cpu.terms();
    this.flags = new Flags(this);
    this.locked = instruction.hasPrefix("lock") || instruction.mnemonic().equals("xchg");
    this.addresses = new Term[instruction.operands().size()];
  }

  // Operands

  int operands() {
    return instruction.operands().size();
  }

  Operand operand(int n) {
    return instruction.operand(n);
  }

  boolean isMemory(int n) {
    return operand(n) instanceof Operand.Memory;
  }

  boolean isRegister(int n) {
    return operand(n) instanceof Operand.Register;
  }

  /** The register view that an operand is. */
  RegisterView view(int n) throws UnknownInstruction {
    if (operand(n) instanceof Operand.Register(RegisterView view)) {
      return view;
    }
    throw unexpected(n);
  }

  UnknownInstruction unexpected(int n) {
    return new UnknownInstruction("operand " + (n + 1) + " of `" + instruction + "`");
  }

  /** Width of a register or memory operand in bits. */
  int width(int n) throws UnknownInstruction {
    return switch (operand(n)) {
      case Operand.Register r -> r.view().width();
      case Operand.Memory m when m.bits() > 0 -> m.bits();
      case Operand other -> throw unexpected(n);
    };
  }

  /** The value of a register or memory operand. */
  Term read(int n) throws UnknownInstruction {
    return read(n, width(n));
  }

  /** The value of an operand of the given width; an immediate is extended to it by its sign. */
  Term read(int n, int width) throws UnknownInstruction {
    return switch (operand(n)) {
      case Operand.Register r -> cpu.read(r.view()).resizeUnsigned(width);
      case Operand.Memory m when isRepeated(n) -> repeated(width(n), address(n), width);
      case Operand.Memory m when width == wordWidth() && m.globalOffset().isPresent() ->
          cpu.resolve(m.globalOffset().get(), width);
      case Operand.Memory m -> cpu.load(access(width), address(n));
      case Operand.Immediate(Address value) -> cpu.resolve(value, width);
      case Operand other -> throw unexpected(n);
    };
  }

  private boolean isRepeated(int n) {
    return masking.filter(m -> m.repeated() == n).isPresent();
  }

  private Term repeated(int bits, Term address, int width) {
    Term lane = cpu.load(access(bits), address);
    return Lanes.of(width / bits, n -> lane);
  }

  /** Writes a register or memory operand, through the mask where there is one. */
  void write(int n, Term value) throws UnknownInstruction {
    Optional<Masking> through = masking.filter(m -> m.mask().isPresent());
    writeAll(n, through.isPresent() ? masked(through.get(), n, value) : value);
  }

  private Term masked(Masking through, int n, Term value) throws UnknownInstruction {
    Term mask = lanesWritten().orElseThrow();
    if (isRegister(n) && Masking.isMask(view(n))) {
      return value.and(mask.zext(value.width()));
    }
    boolean blend = instruction.mnemonic().contains("blendm");
    return through.written(value, read(blend ? 1 : n, value.width()), mask);
  }

  /** The bits of the mask for so many lanes, all ones without one. */
  Term mask(int lanes) {
    return masking
        .flatMap(Masking::mask)
        .map(m -> get(m).truncate(lanes))
        .orElseGet(() -> terms.ones(lanes));
  }

  /** The mask register, if there is one. */
  Optional<Location> maskRegister() {
    return masking.flatMap(Masking::mask);
  }

  /** Whether lanes that the mask leaves out become zero. */
  boolean isZeroing() {
    return masking.filter(Masking::zeroing).isPresent();
  }

  /** Writes a register or memory operand, whatever mask there is. */
  void writeAll(int n, Term value) throws UnknownInstruction {
    switch (operand(n)) {
      case Operand.Register r -> cpu.write(r.view(), value);
      case Operand.Memory m -> cpu.store(access(value.width()), address(n), value);
      case Operand other -> throw unexpected(n);
    }
  }

  /** An MMX instruction marks all x87 registers as in use (SDM volume 1, 9.6.2). */
  void enterMmx() {
    cpu.set(registers.x87Tag, terms.ones(8));
    cpu.set(registers.x87Top, terms.zero(3));
  }

  /** The constant that an immediate operand is. */
  long immediate(int n) throws UnknownInstruction {
    if (operand(n) instanceof Operand.Immediate(Address value) && value.symbol().isEmpty()) {
      return value.addend();
    }
    throw unexpected(n);
  }

  /** The part of the mnemonic behind a stem. */
  String mnemonicAfter(String stem) {
    return instruction.mnemonic().substring(stem.length());
  }

  boolean hasOperandSizePrefix() {
    return Encoding.hasNarrowOperands(instruction.decoded().bytes(), wordWidth() == 64);
  }

  boolean hasWidePrefix() {
    return wordWidth() == 64 && Encoding.hasWideRex(instruction.decoded().bytes());
  }

  boolean hasAddressSizePrefix() {
    return Encoding.hasPrefix(instruction.decoded().bytes(), 0x67);
  }

  /** Refuses an instruction whose implied memory operand is in a segment that the text hides. */
  void refuseSegmentPrefix() throws UnknownInstruction {
    if (Encoding.hasSegmentPrefix(instruction.decoded().bytes())) {
      throw new UnknownInstruction("segment prefix of `" + instruction + "`");
    }
  }

  // Memory

  /** A data access of the given width in bits, atomic where the instruction is. */
  Access access(int width) {
    return locked ? Access.atomic(width / 8, Order.SEQUENTIAL) : Access.data(width / 8);
  }

  /** The address of a memory operand, as it was when it was first asked for. */
  Term address(int n) throws UnknownInstruction {
    Term known = addresses[n];
    if (known != null) {
      return known;
    }
    if (!(operand(n) instanceof Operand.Memory memory)) {
      throw unexpected(n);
    }
    Term result = address(memory);
    addresses[n] = result;
    return result;
  }

  /** The address that a memory operand stands for in this state. */
  Term address(Operand.Memory memory) {
    return linear(memory, offset(memory));
  }

  /** Makes the next use of a memory operand compute its address again. */
  void forgetAddress(int n) {
    addresses[n] = null;
  }

  /** The address of an offset in the segment of a memory operand. */
  Term linear(Operand.Memory memory, Term offset) {
    Term address = offset.zext(registers.mode().width());
    return memory.segment().map(s -> inSegment(s.name(), address)).orElse(address);
  }

  private Term inSegment(String segment, Term address) {
    return switch (segment) {
      case "fs" -> cpu.get(registers.fsBase).add(address);
      case "gs" -> cpu.get(registers.gsBase).add(address);
      default -> address;
    };
  }

  /** Width of the addresses that a memory operand computes with. */
  int addressWidth(Operand.Memory memory) {
    return memory
        .base()
        .or(memory::index)
        .map(RegisterView::width)
        .filter(w -> w <= 64)
        .orElse(registers.mode().width());
  }

  /**
   * The offset in its segment that a memory operand stands for, in its own address width; without
   * its index where that is a vector.
   */
  Term offset(Operand.Memory memory) {
    int width = addressWidth(memory);
    Term sum = cpu.resolve(memory.displacement(), width);
    if (memory.pcRelative() && memory.displacement().symbol().isEmpty()) {
      sum = sum.add(cpu.nextAddress());
    }
    if (memory.index().filter(i -> i.width() == width).isPresent()) {
      sum = scaled(cpu.read(memory.index().get()), memory.scale()).add(sum);
    }
    return memory.base().isPresent() ? cpu.read(memory.base().get()).add(sum) : sum;
  }

  private Term scaled(Term index, int scale) {
    int shift = Integer.numberOfTrailingZeros(scale);
    return shift == 0 ? index : index.shl(constant(shift, index.width()));
  }

  /** A byte at an offset of the default segment. */
  Term loadByte(Term address) {
    return cpu.load(Access.data(1), address);
  }

  Term loadStack(Term address, int width) {
    return cpu.load(Access.stack(width / 8), address);
  }

  /** Writes a memory operand past the caches. */
  void storeStreaming(int n, Term value) throws UnknownInstruction {
    storeStreaming(address(n), value);
  }

  void storeStreaming(Term address, Term value) {
    Access access = new Access(value.width() / 8, Order.NON_TEMPORAL, Access.Kind.DATA);
    cpu.store(access, address, value);
  }

  /**
   * Demands that a memory operand's address is a multiple of a power of two. Where a mask lets no
   * lane through, processors may demand it or not (SDM volume 2, 2.7.13: faults are suppressed).
   */
  void trapUnlessAligned(int n, int bytes) throws UnknownInstruction {
    Term low = address(n).truncate(Integer.numberOfTrailingZeros(bytes));
    Term passes = low.eq(terms.zero(low.width())).or(isExcused());
    trapUnless(passes, "the address is a multiple of " + bytes);
  }

  private Term isExcused() {
    return lanesWritten()
        .map(m -> m.eq(terms.zero(m.width())).and(undefined("alignment under an empty mask", 1)))
        .orElse(terms.falseTerm());
  }

  private Optional<Term> lanesWritten() {
    return masking.flatMap(m -> m.mask().map(mask -> get(mask).truncate(m.lanes())));
  }

  // Registers

  /** The general register with the given two-letter stem in the given width. */
  Term get(String stem, int width) {
    return cpu.read(registers.general(stem, width));
  }

  /** The general register with the given two-letter stem in the mode's width. */
  Term get(String stem) {
    return cpu.get(registers.general(stem));
  }

  /** Writes a general register by its stem, in the width of the value. */
  void put(String stem, Term value) {
    cpu.write(registers.general(stem, value.width()), value);
  }

  Term get(Location location) {
    return cpu.get(location);
  }

  void set(Location location, Term value) {
    cpu.set(location, value);
  }

  // The stack

  int wordWidth() {
    return registers.mode().width();
  }

  void push(Term value) {
    Term top = get("sp").sub(value.width() / 8);
    put("sp", top);
    cpu.store(Access.stack(value.width() / 8), top, value);
  }

  Term pop(int width) {
    Term top = get("sp");
    Term value = cpu.load(Access.stack(width / 8), top);
    put("sp", top.add(width / 8));
    return value;
  }

  // Values

  Term constant(long value, int width) {
    return terms.constant(value, width);
  }

  Term undefined(String what, int width) {
    return cpu.undefined(what, width);
  }

  Term arbitrary(String what, int width) {
    return cpu.arbitrary(what, width);
  }

  /** The value of an uninterpreted function; its name and the widths make its signature. */
  Term apply(String function, int width, Term... arguments) {
    StringBuilder name = new StringBuilder("x86.").append(function).append('.').append(width);
    for (Term argument : arguments) {
      name.append('.').append(argument.width());
    }
    return terms.apply(name.toString(), width, List.of(arguments));
  }

  /** The value of a known function. */
  Term apply(KnownFunction function, Term... arguments) {
    return terms.apply(function, List.of(arguments));
  }

  // Events

  void happen(Event event, Term... told) {
    cpu.happen(event, List.of(told));
  }

  void trapUnless(Term condition, String what) {
    if (!condition.isTrue()) {
      cpu.happen(new Event.TrapUnless(condition, what));
    }
  }

  void unrepeatable(String what) {
    cpu.happen(new Event.Unrepeatable(what));
  }

  void systemChange(String what) {
    cpu.happen(new Event.SystemChange(what));
  }
}

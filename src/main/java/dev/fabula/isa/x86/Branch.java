package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Jumps, calls and returns; of those into another code segment all but calls. */
enum Branch implements Entry {
  J,
  JMP,
  LJMP,
  CALL,
  RET,
  RETF,
  RETFQ,
  JCXZ,
  JECXZ,
  JRCXZ,
  LOOP,
  LOOPE,
  LOOPNE;

  @Override
  public List<String> mnemonics() {
    return this == J ? Condition.mnemonics("j") : Entry.super.mnemonics();
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case J -> s.cpu.branch(Condition.of(s.mnemonicAfter("j"), s), target(s));
      case JMP -> jump(s);
      case LJMP -> farJump(s);
      case CALL -> call(s);
      case RET -> ret(s);
      case RETF -> farReturn(s, s.hasOperandSizePrefix() ? 16 : 32);
      case RETFQ -> farReturn(s, 64);
      case JCXZ -> s.cpu.branch(isZero(s, s.get("cx", 16)), target(s));
      case JECXZ -> s.cpu.branch(isZero(s, s.get("cx", 32)), target(s));
      case JRCXZ -> s.cpu.branch(isZero(s, s.get("cx", 64)), target(s));
      case LOOP -> loop(s, s.terms.trueTerm());
      case LOOPE -> loop(s, s.get(s.registers.zf));
      case LOOPNE -> loop(s, s.get(s.registers.zf).not());
    }
  }

  private static Term isZero(Step s, Term value) {
    return value.eq(s.terms.zero(value.width()));
  }

  private static Operand.Target target(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.Target target) {
      return target;
    }
    throw s.unexpected(0);
  }

  private static void jump(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.Target target) {
      s.cpu.jump(target);
    } else if (isFar(s)) {
      farJump(s);
    } else {
      s.cpu.jumpTo(computed(s));
    }
  }

  private static void call(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.Target target) {
      s.push(s.cpu.nextAddress());
      s.cpu.call(target);
    } else {
      Term address = computed(s);
      s.push(s.cpu.nextAddress());
      s.cpu.callTo(address);
    }
  }

  /** LLVM prints no size where memory holds an address and a code segment. */
  private static boolean isFar(Step s) throws UnknownInstruction {
    return s.operand(0) instanceof Operand.Memory memory && memory.bits() == 0;
  }

  /** Takes the code segment from behind the address, or both from the instruction. */
  private static void farJump(Step s) throws UnknownInstruction {
    Term address;
    Term segment;
    if (s.isMemory(0)) {
      int width = s.hasOperandSizePrefix() ? 16 : s.hasWidePrefix() ? 64 : 32;
      address = s.read(0, width);
      segment = s.cpu.load(Access.data(2), s.address(0).add(width / 8));
    } else {
      segment = s.read(0, 16);
      address = s.read(1, s.wordWidth());
    }
    SystemRegisters.write(s, s.registers.location("cs"), segment);
    s.cpu.jumpTo(address.zext(s.wordWidth()));
  }

  private static Term computed(Step s) throws UnknownInstruction {
    boolean sized = s.isRegister(0) || s.isMemory(0) && s.width(0) == s.wordWidth();
    if (!sized || s.width(0) != s.wordWidth()) {
      throw new UnknownInstruction("far or 16-bit branch `" + s.instruction + "`");
    }
    return s.read(0);
  }

  private static void ret(Step s) throws UnknownInstruction {
    Term address = s.pop(s.wordWidth());
    if (s.operands() == 1) {
      s.put("sp", s.get("sp").add(s.immediate(0)));
    }
    s.cpu.returnTo(address);
  }

  /** Pops an address and a code segment, each in a slot of the given width. */
  private static void farReturn(Step s, int width) throws UnknownInstruction {
    Term address = s.pop(width).zext(s.wordWidth());
    SystemRegisters.write(s, s.registers.location("cs"), s.pop(width).truncate(16));
    if (s.operands() == 1) {
      s.put("sp", s.get("sp").add(s.immediate(0)));
    }
    s.cpu.returnTo(address);
  }

  private static void loop(Step s, Term condition) throws UnknownInstruction {
    int width = s.hasAddressSizePrefix() ? s.wordWidth() == 64 ? 32 : 16 : s.wordWidth();
    Term count = s.get("cx", width).sub(1);
    s.put("cx", count);
    s.cpu.branch(isZero(s, count).not().and(condition), target(s));
  }
}

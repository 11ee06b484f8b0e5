package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/**
 * Jumps, calls and returns, also those into another code segment. What is called there may be a
 * gate and has no convention of a function: such a call is like one of the system (SDM volume 2,
 * CALL).
 */
enum Branch implements Entry {
  J,
  JMP,
  LJMP,
  CALL,
  LCALL,
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
      case LCALL -> farCall(s);
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
    if (s.wordWidth() == 32) {
      requireWhole(s);
    }
    if (s.operand(0) instanceof Operand.Target target) {
      return target;
    }
    throw s.unexpected(0);
  }

  /** A prefix for 16 bits cuts the address off (SDM volume 2, JMP and RET). */
  private static void requireWhole(Step s) throws UnknownInstruction {
    if (s.hasOperandSizePrefix()) {
      throw narrow(s);
    }
  }

  private static UnknownInstruction narrow(Step s) {
    return new UnknownInstruction("16-bit branch `" + s.instruction + "`");
  }

  private static void jump(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.Target) {
      s.cpu.jump(target(s));
    } else if (isFar(s)) {
      farJump(s);
    } else {
      s.cpu.jumpTo(computed(s));
    }
  }

  private static void call(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.Target) {
      Operand.Target target = target(s);
      s.push(s.cpu.nextAddress());
      s.cpu.call(target);
    } else if (isFar(s)) {
      farCall(s);
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

  /**
   * An address in another code segment.
   *
   * @param offset its place there, of the width of the operand
   * @param segment the selector, 16 bits
   */
  private record FarAddress(Term offset, Term segment) {

    /** Takes the code segment from behind the address, or both from the instruction. */
    static FarAddress of(Step s) throws UnknownInstruction {
      if (!s.isMemory(0)) {
        return new FarAddress(s.read(1, slot(s)), s.read(0, 16));
      }
      int width = slot(s);
      Term offset = s.read(0, width);
      return new FarAddress(offset, s.cpu.load(Access.data(2), s.address(0).add(width / 8)));
    }
  }

  /** The width of a far address and of what a far call pushes. */
  private static int slot(Step s) {
    return s.hasOperandSizePrefix() ? 16 : s.hasWidePrefix() ? 64 : 32;
  }

  private static void farJump(Step s) throws UnknownInstruction {
    FarAddress to = FarAddress.of(s);
    SystemRegisters.write(s, s.registers.location("cs"), to.segment());
    s.cpu.jumpTo(to.offset().zext(s.wordWidth()));
  }

  /** The far return at the end of what is called takes both slots and the code segment back. */
  private static void farCall(Step s) throws UnknownInstruction {
    FarAddress to = FarAddress.of(s);
    int width = slot(s);
    Term before = s.get("sp");
    s.push(s.get(s.registers.location("cs")).zext(width));
    s.push(s.cpu.nextAddress().truncate(width));
    SystemCalls.call(s, -1, to.segment(), to.offset());
    s.put("sp", before);
  }

  private static Term computed(Step s) throws UnknownInstruction {
    boolean sized = s.isRegister(0) || s.isMemory(0) && s.width(0) == s.wordWidth();
    if (!sized || s.width(0) != s.wordWidth()) {
      throw narrow(s);
    }
    return s.read(0);
  }

  private static void ret(Step s) throws UnknownInstruction {
    requireWhole(s);
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

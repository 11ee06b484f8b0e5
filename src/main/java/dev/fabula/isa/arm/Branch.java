package dev.fabula.isa.arm;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Branches, calls and returns (Arm ARM, A4.3). Those by a register cannot be conditional here. */
enum Branch implements Family {
  B,
  BL,
  BLX,
  BX,
  BXJ,
  CBZ,
  CBNZ;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    if (this != B && !s.form.condition().equals("al")) {
      throw s.unknown();
    }
    switch (this) {
      case B -> s.cpu.jump(s.target(0));
      case BL, BLX -> call(s);
      case BX, BXJ -> leave(s);
      case CBZ -> s.cpu.branch(s.in(0).eq(s.constant(0)), s.target(1));
      case CBNZ -> s.cpu.branch(s.in(0).ne(s.constant(0)), s.target(1));
    }
  }

  /** The lowest bit of the link says that T32 code is returned to. */
  private static void call(Step s) throws UnknownInstruction {
    Term link = s.cpu.nextAddress().or(s.constant(s.isThumb() ? 1 : 0));
    boolean computed = s.operand(0) instanceof Operand.Register;
    Term address = computed ? s.in(0).and(s.constant(-2)) : s.constant(0);
    s.cpu.set(s.registers.location("r14"), link);
    if (computed) {
      s.cpu.callTo(address);
    } else {
      s.cpu.call(s.target(0));
    }
  }

  private static void leave(Step s) throws UnknownInstruction {
    s.leave(s.in(0), s.isWayBack(s.operand(0)));
  }
}

package dev.fabula.isa.riscv;

import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Branches, jumps, calls and returns (unprivileged ISA, 2.5; hints on return stacks, table 3). */
enum Branch implements Family {
  BEQ,
  BNE,
  BLT,
  BGE,
  BLTU,
  BGEU,
  BEQZ,
  BNEZ,
  BLTZ,
  BGEZ,
  BLEZ,
  BGTZ,
  J,
  JAL,
  JR,
  JALR,
  RET;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case BEQ -> s.cpu.branch(s.in(0).eq(s.in(1)), s.target(2));
      case BNE -> s.cpu.branch(s.in(0).ne(s.in(1)), s.target(2));
      case BLT -> s.cpu.branch(s.in(0).slt(s.in(1)), s.target(2));
      case BGE -> s.cpu.branch(s.in(0).sge(s.in(1)), s.target(2));
      case BLTU -> s.cpu.branch(s.in(0).ult(s.in(1)), s.target(2));
      case BGEU -> s.cpu.branch(s.in(0).uge(s.in(1)), s.target(2));
      case BEQZ -> s.cpu.branch(s.in(0).eq(s.constant(0)), s.target(1));
      case BNEZ -> s.cpu.branch(s.in(0).ne(s.constant(0)), s.target(1));
      case BLTZ -> s.cpu.branch(s.in(0).sign(), s.target(1));
      case BGEZ -> s.cpu.branch(s.in(0).sign().not(), s.target(1));
      case BLEZ -> s.cpu.branch(s.in(0).sle(s.constant(0)), s.target(1));
      case BGTZ -> s.cpu.branch(s.in(0).sgt(s.constant(0)), s.target(1));
      case J -> s.cpu.jump(s.target(0));
      case JAL -> {
        link(s, s.count() > 1);
        s.cpu.call(s.target(s.count() - 1));
      }
      case JR -> jump(s);
      case JALR -> {
        Term address = address(s);
        link(s, s.count() > 1);
        s.cpu.callTo(address);
      }
      case RET -> s.cpu.returnTo(s.cpu.get(s.registers.location("x1")));
    }
  }

  /** Puts the return address into the named register, or into {@code ra} where none is named. */
  private static void link(Step s, boolean named) throws UnknownInstruction {
    RegisterView link = named ? s.view(0) : RegisterView.whole(s.registers.location("x1"));
    s.cpu.write(link, s.cpu.nextAddress());
  }

  /** {@code jr} by a link register is how functions return. */
  private static void jump(Step s) throws UnknownInstruction {
    boolean returns =
        s.operand(0) instanceof Operand.Register(RegisterView view)
            && view.location().name().equals("x5");
    if (returns) {
      s.cpu.returnTo(address(s));
    } else {
      s.cpu.jumpTo(address(s));
    }
  }

  /** The lowest bit of the sum is cleared. */
  private static Term address(Step s) throws UnknownInstruction {
    int last = s.count() - 1;
    Term address =
        s.operand(last) instanceof Operand.Memory memory ? s.address(memory) : s.in(last);
    return address.and(s.constant(-2));
  }
}

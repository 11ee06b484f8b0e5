package dev.fabula.isa.aarch64;

import dev.fabula.isa.Address;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Moves of registers and numbers, and addresses relative to the code (Arm ARM, C3.5.5–C3.5.6). */
enum Move implements Family {
  MOV,
  MOVZ,
  MOVN,
  MOVK,
  ADR,
  ADRP;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case MOV, MOVZ -> s.out(0, s.in(1));
      case MOVN -> s.out(0, s.in(1).not());
      case MOVK -> keep(s, s.count() > 2 ? (int) s.immediate(2) : 0);
      case ADR -> s.out(0, place(s, s.target(1).address()));
      case ADRP -> s.out(0, page(s));
    }
  }

  private static void keep(Step s, int shift) throws UnknownInstruction {
    int width = s.width();
    Term by = s.constant(shift, width);
    Term hole = s.constant(0xffff, width).shl(by).not();
    s.out(0, s.in(0).and(hole).or(s.in(1, 16).zext(width).shl(by)));
  }

  private static Term place(Step s, Address address) {
    return address.symbol().isPresent()
        ? s.number(address, 64)
        : s.here().add(address.addend() - s.instruction.offset());
  }

  private static Term page(Step s) throws UnknownInstruction {
    if (s.operand(1) instanceof Operand.Immediate(Address address)
        && address.symbol().isPresent()) {
      return s.number(address, 64);
    }
    return s.here().and(s.constant(-4096, 64)).add(s.immediate(1));
  }
}

package dev.fabula.isa.riscv;

import dev.fabula.isa.Address;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Integer computation of RV32I and RV64I (unprivileged ISA, 2.4 and 4.2). */
enum Alu implements Family {
  ADD,
  ADDI,
  SUB,
  NEG,
  ADDW,
  ADDIW,
  SUBW,
  NEGW,
  SEXT_W,
  AND,
  ANDI,
  OR,
  ORI,
  XOR,
  XORI,
  NOT,
  MV,
  LI,
  LUI,
  AUIPC,
  SLL,
  SLLI,
  SRL,
  SRLI,
  SRA,
  SRAI,
  SLLW,
  SLLIW,
  SRLW,
  SRLIW,
  SRAW,
  SRAIW;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case ADD, ADDI -> s.out(0, s.in(1).add(s.in(2)));
      case SUB -> s.out(0, s.in(1).sub(s.in(2)));
      case NEG -> s.out(0, s.in(1).neg());
      case ADDW, ADDIW -> s.out(0, s.word(1).add(s.word(2)));
      case SUBW -> s.out(0, s.word(1).sub(s.word(2)));
      case NEGW -> s.out(0, s.word(1).neg());
      case SEXT_W -> s.out(0, s.count() > 2 ? s.word(1).add(s.word(2)) : s.word(1));
      case AND, ANDI -> s.out(0, s.in(1).and(s.in(2)));
      case OR, ORI -> s.out(0, s.in(1).or(s.in(2)));
      case XOR, XORI -> s.out(0, s.in(1).xor(s.in(2)));
      case NOT -> s.out(0, s.in(1).not());
      case MV -> s.out(0, s.count() > 2 ? s.in(1).add(s.in(2)) : s.in(1));
      case LI -> s.out(0, s.in(s.count() - 1));
      case LUI -> s.out(0, upper(s));
      case AUIPC -> s.out(0, isSymbolic(s) ? s.in(1) : s.here().add(upper(s)));
      case SLL, SLLI -> s.out(0, s.in(1).shl(amount(s, s.width)));
      case SRL, SRLI -> s.out(0, s.in(1).lshr(amount(s, s.width)));
      case SRA, SRAI -> s.out(0, s.in(1).ashr(amount(s, s.width)));
      case SLLW, SLLIW -> s.out(0, s.word(1).shl(amount(s, 32)));
      case SRLW, SRLIW -> s.out(0, s.word(1).lshr(amount(s, 32)));
      case SRAW, SRAIW -> s.out(0, s.word(1).ashr(amount(s, 32)));
    }
  }

  /** Shift amounts count modulo the width of what is shifted. */
  static Term amount(Step s, int width) throws UnknownInstruction {
    return s.in(2).truncate(width).and(s.constant(width - 1L, width));
  }

  private static boolean isSymbolic(Step s) throws UnknownInstruction {
    return s.operand(1) instanceof Operand.Immediate(Address address)
        && address.symbol().isPresent();
  }

  /** The immediate is 20 bits wide and stands for bits 31 to 12. */
  private static Term upper(Step s) throws UnknownInstruction {
    if (isSymbolic(s)) {
      return s.in(1);
    }
    return s.in(1).truncate(32).shl(s.constant(12, 32)).sext(s.width);
  }
}

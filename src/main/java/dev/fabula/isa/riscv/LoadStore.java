package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Optional;

/** Loads and stores of general and float registers (unprivileged ISA, 2.6, 4.3, 20.5, 21.3). */
enum LoadStore implements Family {
  LB(1, "signed"),
  LH(2, "signed"),
  LW(4, "signed"),
  LD(8, "signed"),
  LBU(1, "unsigned"),
  LHU(2, "unsigned"),
  LWU(4, "unsigned"),
  SB(1, ""),
  SH(2, ""),
  SW(4, ""),
  SD(8, ""),
  FLH(2, "H"),
  FLW(4, "F"),
  FLD(8, "D"),
  FSH(2, "H"),
  FSW(4, "F"),
  FSD(8, "D"),
  FMV_X_H(2, "H"),
  FMV_X_W(4, "F"),
  FMV_X_D(8, "D"),
  FMV_H_X(2, "H"),
  FMV_W_X(4, "F"),
  FMV_D_X(8, "D");

  private final int bytes;
  private final String kind;

  LoadStore(int bytes, String kind) {
    this.bytes = bytes;
    this.kind = kind;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case LB, LH -> s.out(0, load(s));
      case LW, LD -> s.out(0, constant(s).isPresent() ? constant(s).get() : load(s));
      case LBU, LHU, LWU -> s.out(0, load(s).zext(s.width));
      case SB, SH, SW, SD -> store(s, s.in(0).truncate(8 * bytes));
      case FLH, FLW, FLD -> put(s, load(s));
      case FSH, FSW, FSD -> store(s, s.cpu.get(s.view(0).location()).truncate(8 * bytes));
      case FMV_X_H, FMV_X_W, FMV_X_D ->
          s.out(0, s.cpu.get(s.view(1).location()).truncate(8 * bytes));
      case FMV_H_X, FMV_W_X, FMV_D_X -> put(s, s.in(1).truncate(8 * bytes));
    }
  }

  private void put(Step s, Term value) throws UnknownInstruction {
    String number = s.view(0).location().name().substring(1);
    s.cpu.write(s.registers.floatView(number, kind), value);
  }

  /** An address out of the global offset table is no access that a contract speaks of. */
  private Optional<Term> constant(Step s) throws UnknownInstruction {
    return 8 * bytes == s.width ? s.globalOffset(s.address(s.memory(1))) : Optional.empty();
  }

  private Term load(Step s) throws UnknownInstruction {
    return s.cpu.load(Step.access(bytes), s.address(s.memory(1)));
  }

  private void store(Step s, Term value) throws UnknownInstruction {
    s.cpu.store(Step.access(bytes), s.address(s.memory(1)), value);
  }
}

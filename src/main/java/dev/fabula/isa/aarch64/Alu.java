package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Addition and subtraction, with and without carry and flags (Arm ARM, C3.5.1–C3.5.3). */
enum Alu implements Family {
  ADD,
  ADDS,
  SUB,
  SUBS,
  CMP,
  CMN,
  NEG,
  NEGS,
  ADC,
  ADCS,
  SBC,
  SBCS,
  NGC,
  NGCS,
  ABS,
  SMAX,
  SMIN,
  UMAX,
  UMIN;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case ADD -> s.out(0, s.in(1).add(s.in(2)));
      case ADDS -> add(s, 1, true);
      case SUB -> s.out(0, s.in(1).sub(s.in(2)));
      case SUBS -> subtract(s, s.in(1), s.in(2), true);
      case CMP -> subtract(s, s.in(0), s.in(1), false);
      case CMN -> add(s, 0, false);
      case NEG -> s.out(0, s.in(1).neg());
      case NEGS -> subtract(s, s.constant(0, s.width()), s.in(1), true);
      case ADC -> s.out(0, s.in(1).add(s.in(2)).add(s.flags.c().zext(s.width())));
      case ADCS -> addWithCarry(s, s.in(1), s.in(2));
      case SBC -> s.out(0, s.in(1).add(s.in(2).not()).add(s.flags.c().zext(s.width())));
      case SBCS -> addWithCarry(s, s.in(1), s.in(2).not());
      case NGC -> s.out(0, s.in(1).not().add(s.flags.c().zext(s.width())));
      case NGCS -> addWithCarry(s, s.constant(0, s.width()), s.in(1).not());
      case ABS -> s.out(0, s.in(1).sign().ite(s.in(1).neg(), s.in(1)));
      case SMAX -> s.out(0, s.in(1).sgt(s.in(2)).ite(s.in(1), s.in(2)));
      case SMIN -> s.out(0, s.in(1).slt(s.in(2)).ite(s.in(1), s.in(2)));
      case UMAX -> s.out(0, s.in(1).ugt(s.in(2)).ite(s.in(1), s.in(2)));
      case UMIN -> s.out(0, s.in(1).ult(s.in(2)).ite(s.in(1), s.in(2)));
    }
  }

  private static void add(Step s, int first, boolean write) throws UnknownInstruction {
    Term left = s.in(first);
    Term right = s.in(first + 1);
    s.flags.ofAdd(left, right);
    if (write) {
      s.out(0, left.add(right));
    }
  }

  private static void subtract(Step s, Term left, Term right, boolean write)
      throws UnknownInstruction {
    s.flags.ofSub(left, right);
    if (write) {
      s.out(0, left.sub(right));
    }
  }

  private static void addWithCarry(Step s, Term left, Term right) throws UnknownInstruction {
    Term carry = s.flags.c();
    s.flags.ofAddWithCarry(left, right, carry);
    s.out(0, left.add(right).add(carry.zext(left.width())));
  }
}

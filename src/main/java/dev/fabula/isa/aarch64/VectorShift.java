package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Shifts of lanes that keep the lanes' width and do not saturate (Arm ARM, C3.6.13). */
enum VectorShift implements Family {
  SHL,
  SSHR,
  USHR,
  SRSHR,
  URSHR,
  SSRA,
  USRA,
  SRSRA,
  URSRA,
  SLI,
  SRI,
  SSHL,
  USHL,
  SRSHL,
  URSHL;

  /** Bits to spare above a lane, so that no shift by a signed byte loses any. */
  private static final int MOST = 136;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    switch (this) {
      case SHL -> v.lanes(0, v.in(1), a -> a.shl(amount(s, a)));
      case SSHR, USHR, SRSHR, URSHR -> v.lanes(0, v.in(1), a -> right(s, a));
      case SSRA, USRA, SRSRA, URSRA -> v.lanes(0, v.in(0), v.in(1), (d, a) -> d.add(right(s, a)));
      case SLI -> v.lanes(0, v.in(0), v.in(1), (d, a) -> inserted(s, d, a, true));
      case SRI -> v.lanes(0, v.in(0), v.in(1), (d, a) -> inserted(s, d, a, false));
      case SSHL, USHL, SRSHL, URSHL -> v.lanes(0, v.in(1), v.in(2), this::variable);
    }
  }

  private static Term amount(Step s, Term like) {
    return like.bank().constant(number(s), like.width());
  }

  private static long number(Step s) {
    return ((Operand.Immediate) s.instruction.operand(2)).value().addend();
  }

  private boolean isSigned() {
    return name().charAt(0) == 'S';
  }

  private boolean rounds() {
    return name().charAt(1) == 'R';
  }

  private Term right(Step s, Term lane) {
    Term wide = wide(lane);
    Term by = amount(s, wide);
    Term half = rounds() ? wide.bank().constant(1, wide.width()).shl(by.sub(1)) : by.xor(by);
    return down(wide.add(half), by).truncate(lane.width());
  }

  private Term wide(Term lane) {
    return isSigned() ? lane.sext(2 * lane.width()) : lane.zext(2 * lane.width());
  }

  private Term down(Term value, Term by) {
    return isSigned() ? value.ashr(by) : value.lshr(by);
  }

  private static Term inserted(Step s, Term old, Term lane, boolean left) {
    Term by = amount(s, lane);
    Term ones = lane.bank().ones(lane.width());
    Term moved = left ? lane.shl(by) : lane.lshr(by);
    Term mask = left ? ones.shl(by) : ones.lshr(by);
    return moved.or(old.and(mask.not()));
  }

  /** The amount is the low byte of the other lane, signed: negative shifts right. */
  private Term variable(Term lane, Term other) {
    int width = lane.width() + MOST;
    Term wide = isSigned() ? lane.sext(width) : lane.zext(width);
    Term amount = other.truncate(8);
    Term back = amount.sext(width).neg();
    Term one = lane.bank().constant(1, width);
    Term rounded = rounds() ? wide.add(one.shl(back.sub(1))) : wide;
    Term left = wide.shl(amount.zext(width));
    return amount.sign().ite(down(rounded, back), left).truncate(lane.width());
  }
}

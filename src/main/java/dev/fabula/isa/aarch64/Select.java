package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Conditional selection and comparison, and moves between flags (Arm ARM, C3.5.12–C3.5.15). */
enum Select implements Family {
  CSEL,
  CSINC,
  CSINV,
  CSNEG,
  CSET,
  CSETM,
  CINC,
  CINV,
  CNEG,
  CCMP,
  CCMN,
  CFINV,
  RMIF,
  SETF8,
  SETF16,
  AXFLAG,
  XAFLAG,
  CTERMEQ,
  CTERMNE;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case CSEL -> s.out(0, holds(s, 3).ite(s.in(1), s.in(2)));
      case CSINC -> s.out(0, holds(s, 3).ite(s.in(1), s.in(2).add(1)));
      case CSINV -> s.out(0, holds(s, 3).ite(s.in(1), s.in(2).not()));
      case CSNEG -> s.out(0, holds(s, 3).ite(s.in(1), s.in(2).neg()));
      case CSET -> s.out(0, holds(s, 1).zext(s.width()));
      case CSETM -> s.out(0, holds(s, 1).sext(s.width()));
      case CINC -> s.out(0, holds(s, 2).ite(s.in(1).add(1), s.in(1)));
      case CINV -> s.out(0, holds(s, 2).ite(s.in(1).not(), s.in(1)));
      case CNEG -> s.out(0, holds(s, 2).ite(s.in(1).neg(), s.in(1)));
      case CCMP -> compare(s, true);
      case CCMN -> compare(s, false);
      case CFINV -> s.flags.set(s.flags.n(), s.flags.z(), s.flags.c().not(), s.flags.v());
      case RMIF -> rotated(s);
      case SETF8 -> narrow(s, 8);
      case SETF16 -> narrow(s, 16);
      case AXFLAG -> fromArm(s);
      case XAFLAG -> toArm(s);
      case CTERMEQ -> terminate(s, s.in(0).eq(s.in(1)));
      case CTERMNE -> terminate(s, s.in(0).eq(s.in(1)).not());
    }
  }

  /** Whether a loop of SVE ends, in N, and that this is not its last part, in V. */
  private static void terminate(Step s, Term ends) {
    Flags f = s.flags;
    f.set(ends, f.z(), f.c(), ends.not().and(f.c().not()));
  }

  private static Term holds(Step s, int index) throws UnknownInstruction {
    return s.flags.holds(s.word(index));
  }

  private static void compare(Step s, boolean subtract) throws UnknownInstruction {
    Term condition = holds(s, 3);
    Term otherwise = s.constant(s.immediate(2), 4);
    if (subtract) {
      s.flags.ofSub(s.in(0), s.in(1));
    } else {
      s.flags.ofAdd(s.in(0), s.in(1));
    }
    s.flags.set(condition.ite(s.flags.four(), otherwise));
  }

  private static void rotated(Step s) throws UnknownInstruction {
    Term bits = s.in(0).rotr(s.constant(s.immediate(1), 64)).truncate(4);
    Term mask = s.constant(s.immediate(2), 4);
    s.flags.set(bits.and(mask).or(s.flags.four().and(mask.not())));
  }

  private static void narrow(Step s, int width) throws UnknownInstruction {
    Term value = s.in(0, 32);
    Term zero = value.truncate(width).eq(s.constant(0, width));
    Term overflow = value.bit(width).xor(value.bit(width - 1));
    s.flags.set(value.bit(width - 1), zero, s.flags.c(), overflow);
  }

  private static void fromArm(Step s) {
    Term v = s.flags.v();
    Term no = s.terms.falseTerm();
    s.flags.set(no, s.flags.z().or(v), s.flags.c().and(v.not()), no);
  }

  private static void toArm(Step s) {
    Term c = s.flags.c();
    Term z = s.flags.z();
    s.flags.set(c.not().and(z.not()), z.and(c), c.or(z), c.not().and(z));
  }
}

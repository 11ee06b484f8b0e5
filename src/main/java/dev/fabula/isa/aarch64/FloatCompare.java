package dev.fabula.isa.aarch64;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.function.BinaryOperator;

/** Comparisons of floats, and choices by flags (Arm ARM, C3.5.19, C3.5.20 and C3.6.7). */
enum FloatCompare implements Family {
  FCMP,
  FCMPE,
  FCCMP,
  FCCMPE,
  FCSEL,
  FCMEQ,
  FCMGE,
  FCMGT,
  FCMLE,
  FCMLT,
  FACGE,
  FACGT;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    ArmFloat f = s.floats();
    switch (this) {
      case FCMP -> s.flags.set(f.compare(v.in(0), second(s, 1), false));
      case FCMPE -> s.flags.set(f.compare(v.in(0), second(s, 1), true));
      case FCCMP -> conditional(s, false);
      case FCCMPE -> conditional(s, true);
      case FCSEL -> v.out(0, s.flags.holds(s.word(3)).ite(v.in(1), v.in(2)));
      case FCMEQ -> masks(s, f::equal);
      case FCMGE -> masks(s, f::greaterOrEqual);
      case FCMGT -> masks(s, f::greater);
      case FCMLE -> masks(s, (a, b) -> f.greaterOrEqual(b, a));
      case FCMLT -> masks(s, (a, b) -> f.greater(b, a));
      case FACGE ->
          masks(s, (a, b) -> f.greaterOrEqual(FloatBits.absolute(a), FloatBits.absolute(b)));
      case FACGT -> masks(s, (a, b) -> f.greater(FloatBits.absolute(a), FloatBits.absolute(b)));
    }
  }

  /** A register, or the number zero. */
  private static Term second(Step s, int index) throws UnknownInstruction {
    return isNumber(s, index) ? s.terms.zero(s.vectors.width(0)) : s.vectors.in(index);
  }

  private static boolean isNumber(Step s, int index) throws UnknownInstruction {
    return s.operand(index) instanceof Operand.Word
        || s.operand(index) instanceof Operand.Immediate;
  }

  private static void masks(Step s, BinaryOperator<Term> each) throws UnknownInstruction {
    s.vectors.lanes(0, s.vectors.in(1), second(s, 2), (a, b) -> each.apply(a, b).sext(a.width()));
  }

  /** What is not compared raises nothing. */
  private static void conditional(Step s, boolean signals) throws UnknownInstruction {
    Term condition = s.flags.holds(s.word(3));
    Term otherwise = s.constant(s.immediate(2), 4);
    ArmFloat f = s.floats(condition);
    Term compared = f.compare(s.vectors.in(0), s.vectors.in(1), signals);
    s.flags.set(condition.ite(compared, otherwise));
  }
}

package dev.fabula.isa.aarch64;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.function.BinaryOperator;

/** Arithmetic of floats, alone and lane by lane (Arm ARM, C3.5.17 to C3.6.10). */
enum FloatArithmetic implements Family {
  FADD,
  FSUB,
  FMUL,
  FNMUL,
  FMULX,
  FDIV,
  FABD,
  FMAX,
  FMIN,
  FMAXNM,
  FMINNM,
  FRECPS,
  FRSQRTS,
  FABS,
  FNEG,
  FSQRT,
  FRECPE,
  FRSQRTE,
  FRECPX,
  FRINTN,
  FRINTP,
  FRINTM,
  FRINTZ,
  FRINTA,
  FRINTX,
  FRINTI;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    ArmFloat f = s.floats();
    switch (this) {
      case FADD -> binary(v, (a, b) -> f.compute(Kind.ADD, a, b));
      case FSUB -> binary(v, (a, b) -> f.compute(Kind.SUBTRACT, a, b));
      case FMUL -> binary(v, (a, b) -> f.compute(Kind.MULTIPLY, a, b));
      case FNMUL -> binary(v, (a, b) -> FloatBits.negated(f.compute(Kind.MULTIPLY, a, b)));
      case FMULX -> binary(v, (a, b) -> f.compute(Kind.MULTIPLY_EXTENDED, a, b));
      case FDIV -> binary(v, (a, b) -> f.compute(Kind.DIVIDE, a, b));
      case FABD -> binary(v, (a, b) -> FloatBits.absolute(f.compute(Kind.SUBTRACT, a, b)));
      case FMAX -> binary(v, f::maximum);
      case FMIN -> binary(v, f::minimum);
      case FMAXNM -> binary(v, f::maximumNumber);
      case FMINNM -> binary(v, f::minimumNumber);
      case FRECPS -> binary(v, (a, b) -> f.compute(Kind.RECIPROCAL_STEP, a, b));
      case FRSQRTS -> binary(v, (a, b) -> f.compute(Kind.ROOT_STEP, a, b));
      case FABS -> v.lanes(0, v.in(1), FloatBits::absolute);
      case FNEG -> v.lanes(0, v.in(1), FloatBits::negated);
      case FSQRT -> v.lanes(0, v.in(1), a -> f.compute(Kind.ROOT, a));
      case FRECPE -> v.lanes(0, v.in(1), a -> f.compute(Kind.RECIPROCAL, a));
      case FRSQRTE -> v.lanes(0, v.in(1), a -> f.compute(Kind.RECIPROCAL_ROOT, a));
      case FRECPX -> v.lanes(0, v.in(1), a -> f.compute(Kind.RECIPROCAL_EXPONENT, a));
      case FRINTN, FRINTP, FRINTM, FRINTZ, FRINTA ->
          v.lanes(0, v.in(1), a -> f.integral(a, "NPMZA".indexOf(name().charAt(5)), false));
      case FRINTX, FRINTI ->
          v.lanes(0, v.in(1), a -> f.integral(a, ArmFunction.CURRENT, this == FRINTX));
    }
  }

  private static void binary(Vectors v, BinaryOperator<Term> each) throws UnknownInstruction {
    v.lanes(0, v.in(1), v.in(2, v.width(0)), each);
  }
}

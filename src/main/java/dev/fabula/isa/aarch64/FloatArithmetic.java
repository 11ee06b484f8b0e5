package dev.fabula.isa.aarch64;

import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.isa.FloatBits;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
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
  FRINTI,
  FMADD,
  FMSUB,
  FNMADD,
  FNMSUB,
  FMLA,
  FMLS,
  FADDP,
  FMAXP,
  FMINP,
  FMAXNMP,
  FMINNMP,
  FMAXV,
  FMINV,
  FMAXNMV,
  FMINNMV;

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
      case FRINTN -> v.lanes(0, v.in(1), a -> f.integral(a, 0, false));
      case FRINTP -> v.lanes(0, v.in(1), a -> f.integral(a, 1, false));
      case FRINTM -> v.lanes(0, v.in(1), a -> f.integral(a, 2, false));
      case FRINTZ -> v.lanes(0, v.in(1), a -> f.integral(a, 3, false));
      case FRINTA -> v.lanes(0, v.in(1), a -> f.integral(a, 4, false));
      case FRINTX -> v.lanes(0, v.in(1), a -> f.integral(a, ArmFunction.CURRENT, true));
      case FRINTI -> v.lanes(0, v.in(1), a -> f.integral(a, ArmFunction.CURRENT, false));
      case FMADD -> v.out(0, f.compute(Kind.MULTIPLY_ADD, v.in(1), v.in(2), v.in(3)));
      case FMSUB -> v.out(0, f.compute(Kind.MULTIPLY_ADD, minus(v, 1), v.in(2), v.in(3)));
      case FNMADD -> v.out(0, f.compute(Kind.MULTIPLY_ADD, minus(v, 1), v.in(2), minus(v, 3)));
      case FNMSUB -> v.out(0, f.compute(Kind.MULTIPLY_ADD, v.in(1), v.in(2), minus(v, 3)));
      case FMLA -> accumulate(v, f, v.in(1));
      case FMLS -> accumulate(v, f, Lanewise.map(v.in(1), v.laneBits(0), FloatBits::negated));
      case FADDP -> pairs(s, (a, b) -> f.compute(Kind.ADD, a, b));
      case FMAXP -> pairs(s, f::maximum);
      case FMINP -> pairs(s, f::minimum);
      case FMAXNMP -> pairs(s, f::maximumNumber);
      case FMINNMP -> pairs(s, f::minimumNumber);
      case FMAXV -> across(v, f::maximum);
      case FMINV -> across(v, f::minimum);
      case FMAXNMV -> across(v, f::maximumNumber);
      case FMINNMV -> across(v, f::minimumNumber);
    }
  }

  private static void binary(Vectors v, BinaryOperator<Term> each) throws UnknownInstruction {
    v.lanes(0, v.in(1), v.in(2, v.width(0)), each);
  }

  private static Term minus(Vectors v, int index) throws UnknownInstruction {
    return FloatBits.negated(v.in(index));
  }

  private static void accumulate(Vectors v, ArmFloat f, Term left) throws UnknownInstruction {
    int bits = v.laneBits(0);
    List<Term> a = Lanewise.split(left, bits);
    List<Term> b = Lanewise.split(v.in(2, v.width(0)), bits);
    List<Term> sums = new ArrayList<>(Lanewise.split(v.in(0), bits));
    for (int n = 0; n < sums.size(); n++) {
      sums.set(n, f.compute(Kind.MULTIPLY_ADD, a.get(n), b.get(n), sums.get(n)));
    }
    v.out(0, Lanewise.join(sums));
  }

  private static void pairs(Step s, BinaryOperator<Term> each) throws UnknownInstruction {
    Vectors v = s.vectors;
    Term all = s.count() > 2 ? v.in(2).concat(v.in(1)) : v.in(1);
    v.out(0, Lanewise.join(paired(Lanewise.split(all, v.laneBits(0)), each)));
  }

  private static List<Term> paired(List<Term> lanes, BinaryOperator<Term> each) {
    List<Term> result = new ArrayList<>();
    for (int n = 0; n < lanes.size(); n += 2) {
      result.add(each.apply(lanes.get(n), lanes.get(n + 1)));
    }
    return result;
  }

  /** Halves with halves: of neighbours first. */
  private static void across(Vectors v, BinaryOperator<Term> each) throws UnknownInstruction {
    List<Term> lanes = Lanewise.split(v.in(1), v.laneBits(0));
    while (lanes.size() > 1) {
      lanes = paired(lanes, each);
    }
    v.out(0, lanes.getFirst());
  }
}

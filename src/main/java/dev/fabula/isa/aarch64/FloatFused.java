package dev.fabula.isa.aarch64;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Products of floats that are added without being rounded (Arm ARM, C3.5.9 and C3.6.6). */
enum FloatFused implements Family {
  FMADD,
  FMSUB,
  FNMADD,
  FNMSUB,
  FMLA,
  FMLS;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    ArmFloat f = s.floats();
    switch (this) {
      case FMADD -> v.out(0, f.compute(Kind.MULTIPLY_ADD, v.in(1), v.in(2), v.in(3)));
      case FMSUB -> v.out(0, f.compute(Kind.MULTIPLY_ADD, minus(v, 1), v.in(2), v.in(3)));
      case FNMADD -> v.out(0, f.compute(Kind.MULTIPLY_ADD, minus(v, 1), v.in(2), minus(v, 3)));
      case FNMSUB -> v.out(0, f.compute(Kind.MULTIPLY_ADD, v.in(1), v.in(2), minus(v, 3)));
      case FMLA -> accumulate(v, f, v.in(1));
      case FMLS -> accumulate(v, f, Lanewise.map(v.in(1), v.laneBits(0), FloatBits::negated));
    }
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
}

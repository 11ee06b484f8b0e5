package dev.fabula.isa.aarch64;

import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Floats joined with their neighbours, or all lanes with each other (Arm ARM, C3.6). */
enum FloatReduce implements Family {
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

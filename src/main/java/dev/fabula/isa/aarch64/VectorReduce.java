package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Integer lanes joined with their neighbours, or all of them with each other (Arm ARM, C3.6). */
enum VectorReduce implements Family {
  ADDP,
  SMAXP,
  SMINP,
  UMAXP,
  UMINP,
  ADDV,
  SADDLV,
  UADDLV,
  SMAXV,
  SMINV,
  UMAXV,
  UMINV;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    switch (this) {
      case ADDP -> pairs(s, Term::add);
      case SMAXP -> pairs(s, VectorArithmetic::signedMaximum);
      case SMINP -> pairs(s, VectorArithmetic::signedMinimum);
      case UMAXP -> pairs(s, VectorArithmetic::maximum);
      case UMINP -> pairs(s, VectorArithmetic::minimum);
      case ADDV -> reduce(v, v.in(1), Term::add);
      case SADDLV -> reduce(v, extended(v, true), Term::add);
      case UADDLV -> reduce(v, extended(v, false), Term::add);
      case SMAXV -> reduce(v, v.in(1), VectorArithmetic::signedMaximum);
      case SMINV -> reduce(v, v.in(1), VectorArithmetic::signedMinimum);
      case UMAXV -> reduce(v, v.in(1), VectorArithmetic::maximum);
      case UMINV -> reduce(v, v.in(1), VectorArithmetic::minimum);
    }
  }

  private static void pairs(Step s, BinaryOperator<Term> each) throws UnknownInstruction {
    Vectors v = s.vectors;
    Term all = s.count() > 2 ? v.in(2).concat(v.in(1)) : v.in(1);
    List<Term> lanes = Lanewise.split(all, v.laneBits(0));
    List<Term> result = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i += 2) {
      result.add(each.apply(lanes.get(i), lanes.get(i + 1)));
    }
    v.out(0, Lanewise.join(result));
  }

  private static void reduce(Vectors v, Term lanes, BinaryOperator<Term> each)
      throws UnknownInstruction {
    v.out(0, Lanewise.split(lanes, v.laneBits(0)).stream().reduce(each).orElseThrow());
  }

  private static Term extended(Vectors v, boolean signed) throws UnknownInstruction {
    int wide = v.laneBits(0);
    return Lanewise.map(v.in(1), v.laneBits(1), a -> signed ? a.sext(wide) : a.zext(wide));
  }
}

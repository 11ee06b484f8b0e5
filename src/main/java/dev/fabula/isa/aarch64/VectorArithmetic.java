package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Integer arithmetic and comparison lane by lane, and over pairs and rows of lanes (C3.6.4–C3.6.6).
 */
enum VectorArithmetic implements Family {
  ADD,
  SUB,
  NEG,
  ABS,
  MUL,
  MLA,
  MLS,
  SMAX,
  SMIN,
  UMAX,
  UMIN,
  SABD,
  UABD,
  SABA,
  UABA,
  SHADD,
  UHADD,
  SRHADD,
  URHADD,
  SHSUB,
  UHSUB,
  CNT,
  CLZ,
  CLS,
  RBIT,
  CMEQ,
  CMGE,
  CMGT,
  CMHI,
  CMHS,
  CMLE,
  CMLT,
  CMTST,
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
      case ADD -> binary(v, Term::add);
      case SUB -> binary(v, Term::sub);
      case NEG -> v.lanes(0, v.in(1), Term::neg);
      case ABS -> v.lanes(0, v.in(1), a -> a.sign().ite(a.neg(), a));
      case MUL -> binary(v, Term::mul);
      case MLA -> accumulate(v, Term::mul, Term::add);
      case MLS -> accumulate(v, Term::mul, Term::sub);
      case SMAX -> binary(v, VectorArithmetic::signedMaximum);
      case SMIN -> binary(v, VectorArithmetic::signedMinimum);
      case UMAX -> binary(v, VectorArithmetic::maximum);
      case UMIN -> binary(v, VectorArithmetic::minimum);
      case SABD -> binary(v, VectorArithmetic::signedDistance);
      case UABD -> binary(v, VectorArithmetic::distance);
      case SABA -> accumulate(v, VectorArithmetic::signedDistance, Term::add);
      case UABA -> accumulate(v, VectorArithmetic::distance, Term::add);
      case SHADD -> binary(v, (a, b) -> half(signed(a).add(signed(b))));
      case UHADD -> binary(v, (a, b) -> half(unsigned(a).add(unsigned(b))));
      case SRHADD -> binary(v, (a, b) -> half(signed(a).add(signed(b)).add(1)));
      case URHADD -> binary(v, (a, b) -> half(unsigned(a).add(unsigned(b)).add(1)));
      case SHSUB -> binary(v, (a, b) -> half(signed(a).sub(signed(b))));
      case UHSUB -> binary(v, (a, b) -> half(unsigned(a).sub(unsigned(b))));
      case CNT -> v.lanes(0, v.in(1), Term::popcount);
      case CLZ -> v.lanes(0, v.in(1), Term::clz);
      case CLS -> v.lanes(0, v.in(1), Bitfield::signs);
      case RBIT -> v.lanes(0, v.in(1), Term::bitReverse);
      case CMEQ -> compare(v, Term::eq);
      case CMGE -> compare(v, Term::sge);
      case CMGT -> compare(v, Term::sgt);
      case CMHI -> compare(v, Term::ugt);
      case CMHS -> compare(v, Term::uge);
      case CMLE -> compare(v, Term::sle);
      case CMLT -> compare(v, Term::slt);
      case CMTST -> compare(v, (a, b) -> a.and(b).ne(zero(a)));
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

  private static void binary(Vectors v, BinaryOperator<Term> each) throws UnknownInstruction {
    v.lanes(0, v.in(1), v.in(2, v.width(0)), each);
  }

  private static void accumulate(Vectors v, BinaryOperator<Term> each, BinaryOperator<Term> onto)
      throws UnknownInstruction {
    Term added = Lanewise.zip(v.in(1), v.in(2, v.width(0)), v.laneBits(0), each);
    v.lanes(0, v.in(0), added, onto);
  }

  /** Lanes of all ones where the comparison holds; a missing second operand is zero. */
  private static void compare(Vectors v, BinaryOperator<Term> each) throws UnknownInstruction {
    v.lanes(0, v.in(1), v.inOrNumber(2), (a, b) -> each.apply(a, b).sext(a.width()));
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

  static Term signedDistance(Term a, Term b) {
    return a.sgt(b).ite(a.sub(b), b.sub(a));
  }

  static Term distance(Term a, Term b) {
    return a.ugt(b).ite(a.sub(b), b.sub(a));
  }

  private static Term signedMaximum(Term a, Term b) {
    return a.sgt(b).ite(a, b);
  }

  private static Term signedMinimum(Term a, Term b) {
    return a.slt(b).ite(a, b);
  }

  private static Term maximum(Term a, Term b) {
    return a.ugt(b).ite(a, b);
  }

  private static Term minimum(Term a, Term b) {
    return a.ult(b).ite(a, b);
  }

  private static Term signed(Term a) {
    return a.sext(a.width() + 1);
  }

  private static Term unsigned(Term a) {
    return a.zext(a.width() + 1);
  }

  private static Term half(Term wide) {
    return wide.extract(wide.width() - 1, 1);
  }

  private static Term zero(Term like) {
    return like.bank().zero(like.width());
  }
}

package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
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
  RBIT;

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

  static Term signedDistance(Term a, Term b) {
    return a.sgt(b).ite(a.sub(b), b.sub(a));
  }

  static Term distance(Term a, Term b) {
    return a.ugt(b).ite(a.sub(b), b.sub(a));
  }

  static Term signedMaximum(Term a, Term b) {
    return a.sgt(b).ite(a, b);
  }

  static Term signedMinimum(Term a, Term b) {
    return a.slt(b).ite(a, b);
  }

  static Term maximum(Term a, Term b) {
    return a.ugt(b).ite(a, b);
  }

  static Term minimum(Term a, Term b) {
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
}

package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.function.BinaryOperator;

/** Comparisons of integer lanes (Arm ARM, C3.6.4 and C3.6.9). */
enum VectorCompare implements Family {
  CMEQ,
  CMGE,
  CMGT,
  CMHI,
  CMHS,
  CMLE,
  CMLT,
  CMTST;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    switch (this) {
      case CMEQ -> compare(v, Term::eq);
      case CMGE -> compare(v, Term::sge);
      case CMGT -> compare(v, Term::sgt);
      case CMHI -> compare(v, Term::ugt);
      case CMHS -> compare(v, Term::uge);
      case CMLE -> compare(v, Term::sle);
      case CMLT -> compare(v, Term::slt);
      case CMTST -> compare(v, (a, b) -> a.and(b).ne(zero(a)));
    }
  }

  /** Lanes of all ones where the comparison holds; a missing second operand is zero. */
  private static void compare(Vectors v, BinaryOperator<Term> each) throws UnknownInstruction {
    v.lanes(0, v.in(1), v.inOrNumber(2), (a, b) -> each.apply(a, b).sext(a.width()));
  }

  private static Term zero(Term like) {
    return like.bank().zero(like.width());
  }
}

package dev.fabula.term;

import org.jspecify.annotations.Nullable;

/** Order, unsigned and signed; {@link Equations} has equality. */
final class Comparisons {
  private Comparisons() {}

  static Term eq(Term a, Term b) {
    return Equations.eq(a, b);
  }

  /** The strict comparison with its operands exchanged. */
  static Term swapped(Term strict) {
    Term first = strict.argument(1);
    Term second = strict.argument(0);
    return strict.op() == Op.ULT ? first.ult(second) : first.slt(second);
  }

  static Term ult(Term a, Term b) {
    Terms bank = a.bank();
    if (a == b || b.isZero() || a.isOnes()) {
      return bank.falseTerm();
    }
    if (a.isConstant() && b.isConstant()) {
      return Folding.compare(Op.ULT, a, b);
    }
    if (a.width() == 1) {
      return a.not().and(b);
    }
    if (a.isZero() || b.isOnes()) {
      return a.ne(b);
    }
    if (b.isConstant() && Folding.isOne(b)) {
      return a.eq(bank.zero(a.width()));
    }
    if (a.isConstant() && a.add(1).isOnes()) {
      return b.eq(bank.ones(b.width()));
    }
    Term leading = byLeadingPieces(a, b);
    if (leading != null) {
      return leading;
    }
    Term wrap = byWrap(a, b);
    return wrap == null ? bank.make(Op.ULT, 1, a, b) : wrap;
  }

  /** Pieces that stand equal in both count for nothing; constant ones may decide. */
  private static @Nullable Term byLeadingPieces(Term a, Term b) {
    if (!hasPieces(a) || !hasPieces(b)) {
      return null;
    }
    int width = a.width();
    int common = Math.min(end(a, 0), end(b, 0));
    if (common < width) {
      Term highA = a.extract(width - 1, width - common);
      Term highB = b.extract(width - 1, width - common);
      if (highA == highB) {
        return a.truncate(width - common).ult(b.truncate(width - common));
      }
      if (highA.isConstant() && highB.isConstant()) {
        return Folding.compare(Op.ULT, highA, highB);
      }
    }
    int tail = Math.min(end(a, a.arity() - 1), end(b, b.arity() - 1));
    boolean sameTail = tail < width && a.truncate(tail) == b.truncate(tail);
    return sameTail ? a.extract(width - 1, tail).ult(b.extract(width - 1, tail)) : null;
  }

  private static boolean hasPieces(Term a) {
    return a.isConstant() || a.op() == Op.CONCAT;
  }

  private static int end(Term a, int index) {
    return a.isConstant() ? a.width() : a.argument(index).width();
  }

  /** Comparisons between a sum and one of its operands: did it wrap? */
  private static @Nullable Term byWrap(Term a, Term b) {
    Terms bank = a.bank();
    Term zero = bank.zero(a.width());
    if (a.base() == b.base() && !a.base().isZero()) {
      Term x = a.base();
      if (b.offset().isZero()) {
        return x.ult(zero.sub(a.offset())).not();
      }
      if (a.offset().isZero()) {
        return x.ult(zero.sub(b.offset()));
      }
    }
    if (b.isConstant() && a.offset() == b && !a.base().isZero()) {
      return a.base().ult(zero.sub(b)).not();
    }
    return a.op() == Op.ADD && a.arity() == 2 ? byCarry(a, b) : null;
  }

  private static @Nullable Term byCarry(Term sum, Term b) {
    Term first = sum.argument(0);
    Term second = sum.argument(1);
    return !first.isConstant() && b == second ? sum.bank().make(Op.ULT, 1, sum, first) : null;
  }

  static Term slt(Term a, Term b) {
    Terms bank = a.bank();
    if (a == b) {
      return bank.falseTerm();
    }
    if (a.isConstant() && b.isConstant()) {
      return Folding.compare(Op.SLT, a, b);
    }
    if (a.width() == 1) {
      return a.and(b.not());
    }
    if (b.isZero()) {
      return a.sign();
    }
    if (a.isOnes()) {
      return b.sign().not();
    }
    Term extreme = byExtremes(a, b);
    if (extreme != null) {
      return extreme;
    }
    Term signs = bySigns(a, b);
    return signs == null ? bank.make(Op.SLT, 1, a, b) : signs;
  }

  private static @Nullable Term byExtremes(Term a, Term b) {
    Term least = a.bank().constant(1, 1).concat(a.bank().zero(a.width() - 1));
    Term most = least.not();
    if (a == most || b == least) {
      return a.bank().falseTerm();
    }
    return a == least || b == most ? a.ne(b) : null;
  }

  private static @Nullable Term bySigns(Term a, Term b) {
    if (hasPieces(a) && hasPieces(b)) {
      Term signA = a.sign();
      Term signB = b.sign();
      if (signA == signB) {
        return a.ult(b);
      }
      if (signA.isConstant() && signB.isConstant()) {
        return signA;
      }
    }
    return a.op() == Op.SEXT || b.op() == Op.SEXT ? bySextends(a, b) : null;
  }

  private static @Nullable Term bySextends(Term a, Term b) {
    int width = (a.op() == Op.SEXT ? a : b).argument(0).width();
    boolean fitA = a.truncate(width).sext(a.width()) == a;
    boolean fitB = b.truncate(width).sext(b.width()) == b;
    if (fitA && fitB) {
      return a.truncate(width).slt(b.truncate(width));
    }
    if (b.isConstant()) {
      return b.sign().not();
    }
    return a.isConstant() ? a.sign() : null;
  }
}

package dev.fabula.term;

import java.util.BitSet;
import java.util.function.BinaryOperator;

/**
 * Conjunction, difference and complement of bits; disjunction by De Morgan.
 *
 * <p>Normal form: operands are cut where one of them is a concatenation; bits that a constant flips
 * stand as the outermost mask, {@code NOT} if it is all ones.
 */
final class Bitwise {
  /** A constant with more runs of equal bits than this stays a mask. */
  private static final int MOST_RUNS = 64;

  private Bitwise() {}

  static Term not(Term a) {
    return switch (a.op()) {
      case NOT -> a.argument(0);
      case CONSTANT, CONCAT, XOR -> flipped(a, a.bank().ones(a.width()));
      default -> a.bank().make(Op.NOT, a.width(), a);
    };
  }

  static Term or(Term a, Term b) {
    if (a == b || b.isZero()) {
      return a;
    }
    return a.isZero() ? b : not(and(not(a), not(b)));
  }

  static Term and(Term a, Term b) {
    if (a == b || b.isOnes()) {
      return a;
    }
    if (a.isOnes()) {
      return b;
    }
    if (a.isZero() || b.isZero()) {
      return a.bank().zero(a.width());
    }
    if (a.isConstant() && b.isConstant()) {
      return Folding.binary(Op.AND, a, b);
    }
    if (isWhole(a) && isWhole(b)) {
      return Conjunction.of(a, b);
    }
    BitSet cuts = cuts(a, b);
    runs(a, cuts);
    runs(b, cuts);
    return cuts.isEmpty() ? Conjunction.of(a, b) : pieceByPiece(a, b, cuts, Bitwise::and);
  }

  static Term xor(Term a, Term b) {
    if (a == b) {
      return a.bank().zero(a.width());
    }
    if (a.isConstant()) {
      return flipped(b, a);
    }
    if (b.isConstant()) {
      return flipped(a, b);
    }
    if (!isWhole(a) || !isWhole(b)) {
      return pieceByPiece(a, b, cuts(a, b), Bitwise::xor);
    }
    Term mask = Folding.binary(Op.XOR, flips(a), flips(b));
    return flipped(Differences.of(unflipped(a), unflipped(b)), mask);
  }

  /** The term with the bits of a constant mask inverted. */
  static Term flipped(Term a, Term mask) {
    if (mask.isZero()) {
      return a;
    }
    return switch (a.op()) {
      case CONSTANT -> Folding.binary(Op.XOR, a, mask);
      case CONCAT -> flippedPieces(a, mask);
      default -> outerFlip(unflipped(a), Folding.binary(Op.XOR, flips(a), mask));
    };
  }

  private static Term outerFlip(Term core, Term mask) {
    if (mask.isZero()) {
      return core;
    }
    return mask.isOnes()
        ? core.bank().make(Op.NOT, core.width(), core)
        : core.bank().make(Op.XOR, core.width(), mask, core);
  }

  private static Term flippedPieces(Term a, Term mask) {
    Pieces pieces = new Pieces(a.bank());
    int top = a.width();
    for (Term piece : a.rawArguments()) {
      int bottom = top - piece.width();
      pieces.add(flipped(piece, Folding.extract(mask, top - 1, bottom)));
      top = bottom;
    }
    return pieces.join();
  }

  /** The constant mask that the term's outermost operator inverts, zero if none. */
  static Term flips(Term a) {
    return switch (a.op()) {
      case NOT -> a.bank().ones(a.width());
      case XOR -> a.argument(0).isConstant() ? a.argument(0) : a.bank().zero(a.width());
      default -> a.bank().zero(a.width());
    };
  }

  /** The term under its outermost mask. */
  static Term unflipped(Term a) {
    return switch (a.op()) {
      case NOT -> a.argument(0);
      case XOR -> a.argument(0).isConstant() ? a.argument(1) : a;
      default -> a;
    };
  }

  /** Whether nothing in the term's form says where to cut it. */
  private static boolean isWhole(Term a) {
    return a.op() != Op.CONCAT && !a.isConstant();
  }

  private static BitSet cuts(Term a, Term b) {
    BitSet cuts = new BitSet();
    Pieces.cuts(a, cuts);
    Pieces.cuts(b, cuts);
    return cuts;
  }

  private static void runs(Term a, BitSet cuts) {
    if (!a.isConstant()) {
      return;
    }
    BitSet changes = new BitSet();
    for (int i = 1; i < a.width(); i++) {
      if (bit(a, i) != bit(a, i - 1)) {
        changes.set(i);
      }
    }
    if (changes.cardinality() < MOST_RUNS) {
      cuts.or(changes);
    }
  }

  private static boolean bit(Term constant, int index) {
    return index < 64 ? (constant.word() >>> index & 1) != 0 : constant.value().testBit(index);
  }

  private static Term pieceByPiece(Term a, Term b, BitSet cuts, BinaryOperator<Term> operator) {
    Pieces pieces = new Pieces(a.bank());
    int top = a.width();
    while (top > 0) {
      int bottom = Math.max(0, cuts.previousSetBit(top - 1));
      Term high = Slices.extract(a, top - 1, bottom);
      pieces.add(operator.apply(high, Slices.extract(b, top - 1, bottom)));
      top = bottom;
    }
    return pieces.join();
  }
}

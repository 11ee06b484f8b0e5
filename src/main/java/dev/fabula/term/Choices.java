package dev.fabula.term;

import java.util.BitSet;

/**
 * Choice by a condition.
 *
 * <p>Normal form: the condition is no complement; the branches are cut where one of them is a
 * concatenation; between constants only the condition's bit remains, repeated and inverted.
 */
final class Choices {
  private Choices() {}

  static Term ite(Term condition, Term then, Term otherwise) {
    if (condition.isConstant()) {
      return condition.isTrue() ? then : otherwise;
    }
    if (then == otherwise) {
      return then;
    }
    if (condition.op() == Op.NOT) {
      return ite(condition.argument(0), otherwise, then);
    }
    Term first = decided(condition, then, 1);
    Term second = decided(condition, otherwise, 2);
    if (first != then || second != otherwise) {
      return ite(condition, first, second);
    }
    return then.isMemory()
        ? nested(condition, then, otherwise)
        : vector(condition, then, otherwise);
  }

  /** The branch under the assumption that the condition holds (side 1) or not (side 2). */
  private static Term decided(Term condition, Term branch, int side) {
    if (branch.op() == Op.ITE && branch.argument(0) == condition) {
      return branch.argument(side);
    }
    if (branch == condition) {
      return condition.bank().bool(side == 1);
    }
    return branch.op() == Op.NOT && branch.argument(0) == condition
        ? condition.bank().bool(side == 2)
        : branch;
  }

  private static Term vector(Term condition, Term then, Term otherwise) {
    if (then.width() == 1) {
      return bit(condition, then, otherwise);
    }
    if (then.op() == Op.CONCAT || otherwise.op() == Op.CONCAT) {
      BitSet cuts = new BitSet();
      Pieces.cuts(then, cuts);
      Pieces.cuts(otherwise, cuts);
      return pieceByPiece(condition, then, otherwise, cuts);
    }
    if (then.isConstant() && otherwise.isConstant()) {
      return ofConstants(condition, then, otherwise);
    }
    boolean complemented =
        (then.op() == Op.NOT && (otherwise.op() == Op.NOT || otherwise.isConstant()))
            || (otherwise.op() == Op.NOT && then.isConstant());
    return complemented
        ? ite(condition, then.not(), otherwise.not()).not()
        : nested(condition, then, otherwise);
  }

  private static Term bit(Term condition, Term then, Term otherwise) {
    if (then.isConstant()) {
      return then.isTrue() ? condition.or(otherwise) : condition.not().and(otherwise);
    }
    if (otherwise.isConstant()) {
      return otherwise.isTrue() ? condition.not().or(then) : condition.and(then);
    }
    if (then == otherwise.not()) {
      return condition.xor(otherwise);
    }
    return then.op() == Op.NOT && otherwise.op() == Op.NOT
        ? nested(condition, then.not(), otherwise.not()).not()
        : nested(condition, then, otherwise);
  }

  private static Term ofConstants(Term condition, Term then, Term otherwise) {
    Term different = Folding.binary(Op.XOR, then, otherwise);
    return condition.sext(then.width()).and(different).xor(otherwise);
  }

  private static Term pieceByPiece(Term condition, Term then, Term otherwise, BitSet cuts) {
    Pieces pieces = new Pieces(then.bank());
    int top = then.width();
    while (top > 0) {
      int bottom = Math.max(0, cuts.previousSetBit(top - 1));
      Term first = Slices.extract(then, top - 1, bottom);
      pieces.add(ite(condition, first, Slices.extract(otherwise, top - 1, bottom)));
      top = bottom;
    }
    return pieces.join();
  }

  private static Term nested(Term condition, Term then, Term otherwise) {
    if (then.op() == Op.ITE && then.argument(2) == otherwise) {
      return make(condition.and(then.argument(0)), then.argument(1), otherwise);
    }
    if (otherwise.op() == Op.ITE && otherwise.argument(1) == then) {
      return make(condition.or(otherwise.argument(0)), then, otherwise.argument(2));
    }
    return make(condition, then, otherwise);
  }

  private static Term make(Term condition, Term then, Term otherwise) {
    if (condition.isConstant()) {
      return condition.isTrue() ? then : otherwise;
    }
    if (condition.op() == Op.NOT) {
      return make(condition.argument(0), otherwise, then);
    }
    return then.bank().make(Op.ITE, then.rawWidth(), condition, then, otherwise);
  }
}

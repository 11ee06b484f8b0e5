package dev.fabula.term;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A concatenation under construction, from the most significant piece down. */
final class Pieces {
  private final Terms bank;
  private final List<Term> pieces = new ArrayList<>(4);
  private int fuel = 16;
  private int width;

  Pieces(Terms bank) {
    this.bank = bank;
  }

  /** Appends below all others, joined with its neighbour where both make one simpler term. */
  void add(Term piece) {
    width += piece.width();
    fuel += 4;
    append(piece);
  }

  private void append(Term piece) {
    if (piece.op() == Op.CONCAT) {
      for (Term part : piece.rawArguments()) {
        append(part);
      }
      return;
    }
    Term joined = pieces.isEmpty() || fuel-- < 0 ? null : new Joining().join(last(), piece);
    if (joined == null) {
      pieces.add(piece);
    } else {
      pieces.remove(pieces.size() - 1);
      append(joined);
    }
  }

  private Term last() {
    return pieces.get(pieces.size() - 1);
  }

  /** The whole. */
  Term join() {
    return pieces.size() == 1
        ? pieces.get(0)
        : bank.make(Op.CONCAT, width, pieces.toArray(new Term[0]));
  }

  /** Adds to {@code cuts} the bit positions between the pieces of a concatenation. */
  static void cuts(Term term, BitSet cuts) {
    if (term.op() == Op.CONCAT) {
      int position = 0;
      for (int i = term.arity() - 1; i > 0; i--) {
        position += term.argument(i).width();
        cuts.set(position);
      }
    }
  }
}

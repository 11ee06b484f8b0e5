package dev.fabula.term;

import org.jspecify.annotations.Nullable;

/**
 * Extracts, juxtapositions and extensions.
 *
 * <p>Normal form: an extract sinks through everything bitwise and, when it takes the lowest bits,
 * through sums and products; a concatenation has no concatenation inside and no neighbours that
 * {@link Joining} could join. So a value taken apart and put together again is itself.
 */
final class Slices {
  /** Beyond this depth of sinkable operators an extract stays outside. */
  static final int DEEPEST = 48;

  private Slices() {}

  static Term extract(Term a, int high, int low) {
    if (low == 0 && high == a.width() - 1) {
      return a;
    }
    return switch (a.op()) {
      case CONSTANT -> Folding.extract(a, high, low);
      case EXTRACT -> extract(a.argument(0), high + a.low(), low + a.low());
      case CONCAT -> ofConcat(a, high, low);
      case SEXT -> ofSext(a, high, low);
      case LOAD -> ofLoad(a, high, low);
      case NOT, AND, XOR, ITE, ADD, MUL, BIT_REVERSE -> sunk(a, high, low);
      case POPCOUNT, CLZ, CTZ -> ofCount(a, high, low);
      default -> a.bank().makeExtract(a, high, low);
    };
  }

  /** How many operators an extract would sink through. */
  static int depth(Op op, Term[] arguments) {
    return switch (op) {
      case NOT, AND, XOR, ADD, MUL, CONCAT, SEXT, BIT_REVERSE -> 1 + deepest(arguments, 0);
      case ITE -> 1 + deepest(arguments, 1);
      case STORE -> arguments[0].depth();
      default -> 0;
    };
  }

  private static int deepest(Term[] arguments, int from) {
    int deepest = 0;
    for (int i = from; i < arguments.length; i++) {
      deepest = Math.max(deepest, arguments[i].depth());
    }
    return deepest;
  }

  private static Term ofConcat(Term a, int high, int low) {
    Pieces pieces = new Pieces(a.bank());
    int top = a.width();
    for (Term piece : a.rawArguments()) {
      int bottom = top - piece.width();
      if (bottom <= high && top > low) {
        pieces.add(
            extract(piece, Math.min(high, top - 1) - bottom, Math.max(low, bottom) - bottom));
      }
      top = bottom;
    }
    return pieces.join();
  }

  private static Term ofSext(Term a, int high, int low) {
    Term inner = a.argument(0);
    int sign = inner.width() - 1;
    if (high <= sign) {
      return extract(inner, high, low);
    }
    return sext(extract(inner, sign, Math.min(low, sign)), high - low + 1);
  }

  private static Term ofLoad(Term a, int high, int low) {
    if (low % 8 != 0 || high % 8 != 7) {
      return a.bank().makeExtract(a, high, low);
    }
    Term address = a.argument(1).add(low / 8);
    return Memories.load(a.argument(0), address, (high - low + 1) / 8);
  }

  private static Term ofCount(Term a, int high, int low) {
    int meaningful = Counting.meaningfulBits(a.width());
    if (low >= meaningful) {
      return a.bank().zero(high - low + 1);
    }
    if (high >= meaningful) {
      Term core = a.bank().makeExtract(a, meaningful - 1, low);
      return concat(a.bank().zero(high - meaningful + 1), core);
    }
    return a.bank().makeExtract(a, high, low);
  }

  private static Term sunk(Term a, int high, int low) {
    if (a.depth() > DEEPEST) {
      return a.bank().makeExtract(a, high, low);
    }
    Term known = a.bank().extracts().get(a, high, low);
    if (known == null) {
      known = sink(a, high, low);
      a.bank().extracts().put(a, high, low, known);
    }
    return known;
  }

  private static Term sink(Term a, int high, int low) {
    return switch (a.op()) {
      case NOT -> extract(a.argument(0), high, low).not();
      case ITE ->
          a.argument(0).ite(extract(a.argument(1), high, low), extract(a.argument(2), high, low));
      case BIT_REVERSE -> {
        int top = a.width() - 1;
        yield extract(a.argument(0), top - low, top - high).bitReverse();
      }
      case ADD, MUL -> ofArithmetic(a, high, low);
      default -> mapped(a, high, low);
    };
  }

  private static Term ofArithmetic(Term a, int high, int low) {
    if (low == 0) {
      return mapped(a, high, 0);
    }
    if (high < a.width() - 1) {
      return extract(extract(a, high, 0), high, low);
    }
    Term carry = low == high ? Carries.topBit(a) : null;
    return carry == null ? a.bank().makeExtract(a, high, low) : carry;
  }

  private static Term mapped(Term a, int high, int low) {
    Term[] arguments = a.rawArguments().clone();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = extract(arguments[i], high, low);
    }
    return Rebuilding.rebuild(a, arguments);
  }

  static Term concat(Term high, Term low) {
    Pieces pieces = new Pieces(high.bank());
    pieces.add(high);
    pieces.add(low);
    return pieces.join();
  }

  static Term sext(Term a, int to) {
    if (to == a.width()) {
      return a;
    }
    return switch (a.op()) {
      case CONSTANT -> Folding.sext(a, to);
      case SEXT -> sext(a.argument(0), to);
      case NOT -> sext(a.argument(0), to).not();
      case CONCAT -> ofTopPiece(a, to);
      case XOR -> {
        Term mask = Bitwise.flips(a);
        yield mask.isZero()
            ? a.bank().make(Op.SEXT, to, a)
            : Bitwise.flipped(sext(a.argument(1), to), sext(mask, to));
      }
      default -> a.bank().make(Op.SEXT, to, a);
    };
  }

  private static Term ofTopPiece(Term a, int to) {
    Pieces pieces = new Pieces(a.bank());
    Term top = a.argument(0);
    pieces.add(sext(top, to - a.width() + top.width()));
    for (int i = 1; i < a.arity(); i++) {
      pieces.add(a.argument(i));
    }
    return pieces.join();
  }

  static Term byteSwap(Term a) {
    if (a.width() % 8 != 0) {
      throw new IllegalArgumentException("a byte swap of " + a.width() + " bits");
    }
    Pieces pieces = new Pieces(a.bank());
    for (int low = 0; low < a.width(); low += 8) {
      pieces.add(extract(a, low + 7, low));
    }
    return pieces.join();
  }

  /** The low bits of {@code a} followed by {@code amount} zeros, in the width of {@code a}. */
  static Term shiftedLeft(Term a, int amount) {
    return amount == 0 ? a : concat(extract(a, a.width() - 1 - amount, 0), a.bank().zero(amount));
  }

  /** The operand that a concatenation extends with leading zeros, if it is just that. */
  static @Nullable Term zeroExtended(Term a) {
    return a.op() == Op.CONCAT && a.arity() == 2 && a.argument(0).isZero() ? a.argument(1) : null;
  }
}

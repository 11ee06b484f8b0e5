package dev.fabula.term;

/** Bit counts and bit reversal. */
final class Counting {
  private Counting() {}

  static Term of(Op op, Term a) {
    if (a.isConstant()) {
      return Folding.unary(op, a);
    }
    return switch (op) {
      case BIT_REVERSE -> reverse(a);
      case POPCOUNT, CLZ, CTZ -> count(op, a);
      default -> throw new IllegalArgumentException(op + " counts no bits");
    };
  }

  /** The number of low bits of a count that may be ones. */
  static int meaningfulBits(int width) {
    return 32 - Integer.numberOfLeadingZeros(width);
  }

  private static Term count(Op op, Term a) {
    if (a.width() == 1) {
      return op == Op.POPCOUNT ? a : a.not();
    }
    return switch (a.op()) {
      case CONCAT -> ofConcat(op, a);
      case BIT_REVERSE -> count(mirrored(op), a.argument(0));
      default -> raw(op, a);
    };
  }

  private static Op mirrored(Op op) {
    return switch (op) {
      case CLZ -> Op.CTZ;
      case CTZ -> Op.CLZ;
      default -> op;
    };
  }

  private static Term raw(Op op, Term a) {
    Term count = a.bank().make(op, a.width(), a);
    int meaningful = meaningfulBits(a.width());
    return meaningful < a.width() ? count.truncate(meaningful).zext(a.width()) : count;
  }

  private static Term ofConcat(Op op, Term a) {
    int last = a.arity() - 1;
    Term end = a.argument(op == Op.CTZ ? last : 0);
    if (op == Op.POPCOUNT && a.argument(last).isZero()) {
      return rest(op, a, a.width() - 1, a.argument(last).width());
    }
    if (!end.isConstant()) {
      return raw(op, a);
    }
    if (!end.isZero()) {
      return op == Op.POPCOUNT ? raw(op, a) : insideEnd(op, a, end);
    }
    if (op == Op.CTZ) {
      return rest(op, a, a.width() - 1, end.width()).add(end.width());
    }
    Term rest = rest(op, a, a.width() - 1 - end.width(), 0);
    return op == Op.CLZ ? rest.add(end.width()) : rest;
  }

  private static Term rest(Op op, Term a, int high, int low) {
    return of(op, a.extract(high, low)).zext(a.width());
  }

  private static Term insideEnd(Op op, Term a, Term end) {
    return a.bank().constant(Folding.unary(op, end).value(), a.width());
  }

  private static Term reverse(Term a) {
    if (a.width() == 1) {
      return a;
    }
    return switch (a.op()) {
      case BIT_REVERSE -> a.argument(0);
      case NOT -> reverse(a.argument(0)).not();
      case CONCAT -> {
        Pieces pieces = new Pieces(a.bank());
        for (int i = a.arity() - 1; i >= 0; i--) {
          pieces.add(of(Op.BIT_REVERSE, a.argument(i)));
        }
        yield pieces.join();
      }
      default -> a.bank().make(Op.BIT_REVERSE, a.width(), a);
    };
  }
}

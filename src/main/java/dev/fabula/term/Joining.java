package dev.fabula.term;

import org.jspecify.annotations.Nullable;

/**
 * The attempt to see two neighbours of a concatenation as one term.
 *
 * <p>It undoes what {@link Slices#extract} does, so it knows the same operators. The work is
 * limited, since shared subterms could make it long.
 */
final class Joining {
  private int fuel = 200;

  /** The term that {@code high} followed by {@code low} is, or null if none is known. */
  @Nullable Term join(Term high, Term low) {
    if (--fuel < 0) {
      return null;
    }
    if (high.isConstant() && low.isConstant()) {
      return Folding.concat(high, low);
    }
    if (high.isConstant() || low.isConstant()) {
      return null;
    }
    Term flips = mayFlip(high) || mayFlip(low) ? joinFlipped(high, low) : null;
    if (flips != null) {
      return flips;
    }
    return switch (high.op()) {
      case EXTRACT -> joinExtract(high, low);
      case SEXT -> joinSext(high, low);
      case LOAD -> joinLoad(high, low);
      case ITE -> joinIte(high, low);
      case AND, XOR -> joinBitwise(high, low);
      case BIT_REVERSE -> joinReversed(high, low);
      default -> joinSign(high, low);
    };
  }

  private static boolean mayFlip(Term term) {
    return term.op() == Op.NOT || term.op() == Op.XOR;
  }

  private @Nullable Term joinFlipped(Term high, Term low) {
    Term highMask = Bitwise.flips(high);
    Term lowMask = Bitwise.flips(low);
    if (highMask.isZero() && lowMask.isZero()) {
      return null;
    }
    Term core = join(Bitwise.unflipped(high), Bitwise.unflipped(low));
    return core == null ? null : Bitwise.flipped(core, Folding.concat(highMask, lowMask));
  }

  private @Nullable Term joinExtract(Term high, Term low) {
    Term whole = high.argument(0);
    int bottom = high.low() - low.width();
    if (bottom >= 0 && Slices.extract(whole, high.low() - 1, bottom) == low) {
      return Slices.extract(whole, high.high(), bottom);
    }
    return joinSign(high, low);
  }

  private static @Nullable Term joinSign(Term high, Term low) {
    return high.width() == 1 && low.sign() == high ? Slices.sext(low, low.width() + 1) : null;
  }

  private @Nullable Term joinSext(Term high, Term low) {
    Term inner = high.argument(0);
    Term joined = join(inner, low);
    if (joined != null) {
      return Slices.sext(joined, high.width() + low.width());
    }
    return inner.width() == 1 && low.sign() == inner
        ? Slices.sext(low, high.width() + low.width())
        : null;
  }

  private static @Nullable Term joinLoad(Term high, Term low) {
    if (low.op() != Op.LOAD || low.argument(0) != high.argument(0)) {
      return null;
    }
    Term next = low.argument(1).add(low.width() / 8);
    return next == high.argument(1)
        ? Memories.load(low.argument(0), low.argument(1), (high.width() + low.width()) / 8)
        : null;
  }

  private @Nullable Term joinIte(Term high, Term low) {
    if (low.op() != Op.ITE || low.argument(0) != high.argument(0)) {
      return joinSign(high, low);
    }
    Term then = join(high.argument(1), low.argument(1));
    Term otherwise = then == null ? null : join(high.argument(2), low.argument(2));
    return then == null || otherwise == null ? null : high.argument(0).ite(then, otherwise);
  }

  private @Nullable Term joinReversed(Term high, Term low) {
    if (low.op() != Op.BIT_REVERSE) {
      return null;
    }
    Term joined = join(low.argument(0), high.argument(0));
    return joined == null ? null : joined.bitReverse();
  }

  private @Nullable Term joinBitwise(Term high, Term low) {
    if (low.op() != high.op() || low.arity() != high.arity()) {
      return joinSign(high, low);
    }
    Term[] partners = low.rawArguments().clone();
    Term[] joined = new Term[partners.length];
    for (int i = 0; i < joined.length; i++) {
      Term found = joinAny(high.argument(i), partners);
      if (found == null) {
        return null;
      }
      joined[i] = found;
    }
    return Rebuilding.rebuild(high, joined);
  }

  private @Nullable Term joinAny(Term high, @Nullable Term[] partners) {
    for (int i = 0; i < partners.length; i++) {
      Term partner = partners[i];
      Term joined = partner == null ? null : join(high, partner);
      if (joined != null) {
        partners[i] = null;
        return joined;
      }
    }
    return null;
  }
}

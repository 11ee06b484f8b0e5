package dev.fabula.term;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Loads and stores.
 *
 * <p>Two addresses are compared by base and constant distance, modulo 2^(address width); where the
 * distance is not constant a load stops, uninterpreted.
 */
final class Memories {
  /** How many older stores a new one may be moved past. */
  private static final int LONGEST = 32;

  private Memories() {}

  static Term load(Term memory, Term address, int bytes) {
    Term current = memory;
    while (current.op() == Op.STORE) {
      Term stored = current.argument(1);
      if (stored.base() != address.base()) {
        break;
      }
      int width = current.argument(2).width() / 8;
      if (apart(address, bytes, stored, width)) {
        current = current.argument(0);
      } else if (inside(address, bytes, stored, width)) {
        int low = 8 * (int) distance(address, stored);
        return current.argument(2).extract(low + 8 * bytes - 1, low);
      } else {
        return byParts(current, address, bytes);
      }
    }
    return current.op() == Op.ITE
        ? ofChoice(current, address, bytes)
        : current.bank().make(Op.LOAD, 8 * bytes, current, address);
  }

  private static Term ofChoice(Term choice, Term address, int bytes) {
    if (choice.depth() > Slices.DEEPEST) {
      return choice.bank().make(Op.LOAD, 8 * bytes, choice, address);
    }
    Term raw = choice.bank().make(Op.LOAD, 8 * bytes, choice, address);
    Term known = choice.bank().extracts().get(raw, 0, 0);
    if (known == null) {
      Term then = load(choice.argument(1), address, bytes);
      known = choice.argument(0).ite(then, load(choice.argument(2), address, bytes));
      choice.bank().extracts().put(raw, 0, 0, known);
    }
    return known;
  }

  /** A load that the outermost store overlaps in part: byte by byte. */
  private static Term byParts(Term memory, Term address, int bytes) {
    Pieces pieces = new Pieces(memory.bank());
    for (int i = bytes - 1; i >= 0; i--) {
      pieces.add(load(memory, address.add(i), 1));
    }
    return pieces.join();
  }

  static Term store(Term memory, Term address, Term value) {
    int bytes = value.width() / 8;
    if (load(memory, address, bytes) == value) {
      return memory;
    }
    Deque<Term> passed = new ArrayDeque<>();
    Term current = memory;
    while (current.op() == Op.STORE && passed.size() < LONGEST) {
      Term older = current.argument(1);
      int width = current.argument(2).width() / 8;
      if (older.base() != address.base()) {
        break;
      }
      if (inside(older, width, address, bytes)) {
        current = current.argument(0);
        continue;
      }
      if (!apart(older, width, address, bytes)) {
        return partial(memory, current, passed, address, value);
      }
      passed.push(current);
      current = current.argument(0);
    }
    return inOrder(current, passed, address, value);
  }

  /** The new store over an older one that it overlaps but does not cover. */
  private static Term partial(
      Term memory, Term older, Deque<Term> passed, Term address, Term value) {
    Term old = older.argument(2);
    Term from = older.argument(1);
    boolean inside =
        from.base() == address.base() && inside(address, value.width() / 8, from, old.width() / 8);
    if (!inside) {
      return raw(memory, address, value);
    }
    int low = 8 * (int) distance(address, from);
    Term merged = low == 0 ? value : value.concat(old.truncate(low));
    if (merged.width() < old.width()) {
      merged = old.extract(old.width() - 1, merged.width()).concat(merged);
    }
    return rebuilt(raw(older.argument(0), older.argument(1), merged), passed);
  }

  /** Adds the store under those passed stores of the same base that have smaller offsets. */
  private static Term inOrder(Term below, Deque<Term> passed, Term address, Term value) {
    Term result = below;
    while (!passed.isEmpty() && !precedes(passed.peek(), address)) {
      Term each = passed.pop();
      result = raw(result, each.argument(1), each.argument(2));
    }
    boolean same = load(result, address, value.width() / 8) == value;
    return rebuilt(same ? result : raw(result, address, value), passed);
  }

  private static boolean precedes(Term store, Term address) {
    Term older = store.argument(1);
    long sign = 1L << (address.width() - 1);
    return older.base() == address.base() && (distance(address, older) & sign) == 0;
  }

  private static Term rebuilt(Term below, Deque<Term> passed) {
    Term result = below;
    while (!passed.isEmpty()) {
      Term each = passed.pop();
      result = raw(result, each.argument(1), each.argument(2));
    }
    return result;
  }

  private static Term raw(Term memory, Term address, Term value) {
    return memory.bank().make(Op.STORE, memory.addressWidth(), memory, address, value);
  }

  /** The unsigned number {@code to - from} of two addresses with the same base. */
  private static long distance(Term to, Term from) {
    long difference = to.offset().longValue() - from.offset().longValue();
    return difference & Concrete.mask(to.width());
  }

  /** Whether some bytes touch none of others; the addresses have the same base. */
  private static boolean apart(Term address, int bytes, Term other, int others) {
    return atLeast(distance(address, other), others) && atLeast(distance(other, address), bytes);
  }

  /** Whether some bytes are all among others; the addresses have the same base. */
  private static boolean inside(Term address, int bytes, Term other, int others) {
    return bytes <= others && !atLeast(distance(address, other), others - bytes + 1);
  }

  private static boolean atLeast(long distance, int number) {
    return Long.compareUnsigned(distance, number) >= 0;
  }
}

package dev.fabula.term;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

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
      Term distance = distance(address, current.argument(1));
      if (distance == null) {
        break;
      }
      int stored = current.argument(2).width() / 8;
      if (apart(distance, bytes, stored)) {
        current = current.argument(0);
      } else if (inside(distance, bytes, stored)) {
        int low = 8 * (int) distance.longValue();
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
      Term distance = distance(current.argument(1), address);
      int older = current.argument(2).width() / 8;
      if (distance == null) {
        break;
      }
      if (inside(distance, older, bytes)) {
        current = current.argument(0);
        continue;
      }
      if (!apart(distance, older, bytes)) {
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
    Term distance = distance(address, older.argument(1));
    int bytes = value.width() / 8;
    if (distance == null || !inside(distance, bytes, old.width() / 8)) {
      return raw(memory, address, value);
    }
    int low = 8 * (int) distance.longValue();
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
    Term distance = distance(address, store.argument(1));
    return distance != null && distance.sign().isFalse();
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

  /** The constant {@code to - from}, or null if it is not known to be constant. */
  private static @Nullable Term distance(Term to, Term from) {
    return to.base() == from.base() ? to.offset().sub(from.offset()) : null;
  }

  /** Whether {@code bytes} at a distance from {@code others} bytes touch none of them. */
  private static boolean apart(Term distance, int bytes, int others) {
    return atLeast(distance, others) && atLeast(distance.neg(), bytes);
  }

  /** Whether {@code bytes} at a distance from {@code others} bytes are all among them. */
  private static boolean inside(Term distance, int bytes, int others) {
    return bytes <= others && !atLeast(distance, others - bytes + 1);
  }

  /** Whether the constant is at least the number; false if the number exceeds the width. */
  private static boolean atLeast(Term constant, int number) {
    Term least = constant.bank().constant(number, constant.width());
    return least.longValue() == number && !Folding.compare(Op.ULT, constant, least).isTrue();
  }
}

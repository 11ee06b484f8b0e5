package dev.fabula.term;

import org.jspecify.annotations.Nullable;

/**
 * A memory of extracts that were worked out: without it shared subterms would be worked on again
 * and again.
 */
final class Extracts {
  /** Greater indexes are not remembered, so that a key fits 64 bits. */
  private static final int LIMIT = 1 << 16;

  private long[] keys = new long[1 << 6];
  private @Nullable Term[] values = new Term[1 << 6];
  private int size;

  /** What {@link #put} was told, or null. */
  @Nullable Term get(Term of, int high, int low) {
    return values[slot(key(of, high, low))];
  }

  void put(Term of, int high, int low, Term result) {
    if (high >= LIMIT) {
      return;
    }
    int slot = slot(key(of, high, low));
    if (values[slot] == null) {
      size++;
    }
    keys[slot] = key(of, high, low);
    values[slot] = result;
    if (2 * size > keys.length) {
      grow();
    }
  }

  /** A number that is negative, and never put, for indexes beyond the limit. */
  private static long key(Term of, int high, int low) {
    return high >= LIMIT ? -1 : (long) of.id() << 32 | (long) high << 16 | low;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) Noise.mix(key) & mask;
    while (values[slot] != null && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Term[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new Term[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}

package dev.fabula.machine;

import java.util.Arrays;

/** The states of the bytes of an allocation as one node sees them, in runs of equal ones. */
final class ByteStates {

  private int[] ends;
  private byte[] states;
  private int count;

  /** All bytes of an allocation in one state. */
  ByteStates(int size, byte state) {
    this.ends = new int[] {size, 0};
    this.states = new byte[] {state, 0};
    this.count = 1;
  }

  /** What becomes of a state. */
  @FunctionalInterface
  interface Change {
    byte apply(byte state);
  }

  /** How many runs there are. */
  int runs() {
    return count;
  }

  int end(int run) {
    return ends[run];
  }

  byte state(int run) {
    return states[run];
  }

  /** The state of a byte. */
  byte at(int offset) {
    int run = 0;
    while (ends[run] <= offset) {
      run++;
    }
    return states[run];
  }

  /** Sets the states of a range. */
  void set(int from, int to, byte state) {
    change(from, to, s -> state);
  }

  /**
   * Changes the states of a range that is not empty.
   *
   * @return the offset of a byte of which the change is {@link ByteState#UNDEFINED}; -1 if none
   */
  int change(int from, int to, Change change) {
    if (from >= to) {
      return -1;
    }
    boolean same = true;
    int start = 0;
    for (int run = 0; run < count && start < to; run++) {
      if (ends[run] > from) {
        byte next = change.apply(states[run]);
        if (next == ByteState.UNDEFINED) {
          return Math.max(start, from);
        }
        same &= next == states[run];
      }
      start = ends[run];
    }
    if (!same) {
      rebuild(from, to, change);
    }
    return -1;
  }

  private void rebuild(int from, int to, Change change) {
    int[] oldEnds = ends;
    byte[] oldStates = states;
    int old = count;
    ends = new int[old + 2];
    states = new byte[old + 2];
    count = 0;
    int start = 0;
    for (int run = 0; run < old; run++) {
      int end = oldEnds[run];
      int low = Math.max(start, from);
      int high = Math.min(end, to);
      if (low >= high) {
        append(end, oldStates[run]);
      } else {
        if (start < low) {
          append(low, oldStates[run]);
        }
        append(high, change.apply(oldStates[run]));
        if (high < end) {
          append(end, oldStates[run]);
        }
      }
      start = end;
    }
  }

  private void append(int end, byte state) {
    if (count > 0 && states[count - 1] == state) {
      ends[count - 1] = end;
      return;
    }
    ends[count] = end;
    states[count] = state;
    count++;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(ends, count))
        + Arrays.toString(Arrays.copyOf(states, count));
  }
}

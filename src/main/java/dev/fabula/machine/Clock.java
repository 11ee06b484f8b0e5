package dev.fabula.machine;

import java.util.Arrays;

/** A vector clock: how much of each thread has happened before. */
final class Clock {

  private long[] times = new long[1];

  long of(int thread) {
    return thread < times.length ? times[thread] : 0;
  }

  void set(int thread, long time) {
    if (thread >= times.length) {
      times = Arrays.copyOf(times, thread + 1);
    }
    times[thread] = time;
  }

  /** Takes in what another has seen. */
  void join(Clock other) {
    for (int i = 0; i < other.times.length; i++) {
      if (other.times[i] > of(i)) {
        set(i, other.times[i]);
      }
    }
  }

  Clock copy() {
    Clock copy = new Clock();
    copy.times = times.clone();
    return copy;
  }

  /** Whether all of this has happened before another. */
  boolean isBefore(Clock other) {
    for (int i = 0; i < times.length; i++) {
      if (times[i] > other.of(i)) {
        return false;
      }
    }
    return true;
  }
}

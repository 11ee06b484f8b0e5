package dev.fabula.check;

import java.time.Duration;

/** The moment after which the rest of a site is given up. */
public final class Deadline {

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  public static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /** The time that is left, up to a limit. */
  Duration left(Duration most) {
    long nanos = Math.max(0, end - System.nanoTime());
    return nanos < most.toNanos() ? Duration.ofNanos(nanos) : most;
  }

  public boolean isPast() {
    return System.nanoTime() - end > 0;
  }
}

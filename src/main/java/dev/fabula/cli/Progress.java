package dev.fabula.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** One line on the terminal that says how far a long run has come, at most ten times a second. */
final class Progress {

  private static final long PAUSE_NANOS = 100_000_000;
  private static final long QUIET_NANOS = 500_000_000;
  private static final int WIDTH = 78;
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter err;
  private final boolean active;
  private final LongSupplier clock;
  private long next;
  private boolean shown;

  /** A line on the given stream, or nothing at all. */
  Progress(PrintWriter err, boolean active) {
    this(err, active, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param clock the time in nanoseconds since any moment
   */
  Progress(PrintWriter err, boolean active, LongSupplier clock) {
    this.err = err;
    this.active = active;
    this.clock = clock;
    this.next = clock.getAsLong() + QUIET_NANOS;
  }

  /** Shows a text if it is time to. */
  void show(String text) {
    long now = clock.getAsLong();
    if (active && now - next >= 0) {
      next = now + PAUSE_NANOS;
      shown = true;
      err.print(CLEAR + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
      err.flush();
    }
  }

  /** Takes the line away, so that something else can be printed. */
  void clear() {
    if (shown) {
      shown = false;
      err.print(CLEAR);
      err.flush();
    }
  }
}

package dev.fabula.check;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The stages of checking a site, and the time that all sites of the process spent in each. */
public enum Stage {
  /** Printing and assembling the text under an allocation. */
  ASSEMBLING,
  /** Finding out which registers the code names. */
  SURVEYING,
  /** Following the paths. */
  EXPLORING,
  /** Holding the paths against the rules. */
  EXAMINING,
  /** Looking for witnesses and replaying them. */
  JUDGING;

  private final LongAdder nanos = new LongAdder();

  /** Does some work of this stage. */
  <T> T time(Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      nanos.add(System.nanoTime() - start);
    }
  }

  /** Nanoseconds spent in this stage so far. */
  public long nanos() {
    return nanos.sum();
  }
}

package dev.fabula.asm;

import java.time.Duration;

/** A thread that ends the process when a deadline passes. */
final class Watchdog extends Thread {
  private long deadline = Long.MAX_VALUE;

  Watchdog() {
    super("watchdog");
    setDaemon(true);
  }

  /** Ends the process unless {@link #relax} is called within the time. */
  synchronized void expectEndWithin(Duration time) {
    deadline = System.nanoTime() / 1_000_000 + time.toMillis();
    notifyAll();
  }

  /** Takes the deadline back. */
  synchronized void relax() {
    deadline = Long.MAX_VALUE;
  }

  @Override
  public synchronized void run() {
    try {
      while (true) {
        long left = deadline - System.nanoTime() / 1_000_000;
        if (left <= 0) {
          Runtime.getRuntime().halt(5);
        }
        wait(Math.min(left, 1000));
      }
    } catch (InterruptedException stop) {
      Runtime.getRuntime().halt(6);
    }
  }
}

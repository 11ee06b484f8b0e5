package dev.fabula.check;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Runs pieces of work so that whatever one throws, however deep it calls and however long it takes
 * concerns it alone.
 */
final class Seclusion implements AutoCloseable {

  private static final long STACK = 256L << 20;

  /** Work has its own idea of the limit; only what does not keep to it is cut off from outside. */
  private static final int PATIENCE = 2;

  private final Duration limit;
  private final ReadWriteLock company = new ReentrantReadWriteLock();
  private final ExecutorService threads = Executors.newCachedThreadPool(Seclusion::thread);

  Seclusion(Duration limit) {
    this.limit = limit;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "site", STACK, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Gives up what is still running. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** What became of a piece of work. */
  sealed interface End<T> {}

  /** It has a result. */
  record Done<T>(T result) implements End<T> {}

  /** It threw. */
  record Failed<T>(Throwable fault) implements End<T> {}

  /** It was given up. */
  record Late<T>(String limit) implements End<T> {}

  /** Runs a piece of work; one that is out of memory gets a second try with nothing beside it. */
  <T> End<T> run(Supplier<T> work) {
    End<T> end = under(company.readLock(), work);
    boolean crowded =
        end instanceof Failed<T>(Throwable fault) && fault instanceof OutOfMemoryError;
    return crowded ? under(company.writeLock(), work) : end;
  }

  private <T> End<T> under(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return apart(work);
    } finally {
      lock.unlock();
    }
  }

  private <T> End<T> apart(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    threads.execute(task);
    try {
      return new Done<>(task.get(limit.toMillis() * PATIENCE, TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return new Failed<>(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Late<>(limit.multipliedBy(PATIENCE).toSeconds() + " s");
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Late<>("the run");
    }
  }
}

package dev.fabula.asm;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads of this process that run LLVM, as many as there are requests at a time. */
final class WorkerThreads implements AutoCloseable {
  private final ConcurrentLinkedDeque<WorkerThread> idle = new ConcurrentLinkedDeque<>();

  RawOutcome assemble(RawRequest request, Duration limit) {
    try {
      return thread().submit(request).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new RawOutcome.TimedOut();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("the assembler's driver failed", bug.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new RawOutcome.TimedOut();
    }
  }

  /** The thread that was used last, as its caches are warm, or a new one. */
  private WorkerThread thread() {
    WorkerThread ready = idle.pollFirst();
    if (ready != null) {
      return ready;
    }
    WorkerThread fresh = new WorkerThread(idle::addFirst);
    fresh.start();
    return fresh;
  }

  @Override
  public void close() {
    for (WorkerThread thread = idle.poll(); thread != null; thread = idle.poll()) {
      thread.interrupt();
    }
  }
}

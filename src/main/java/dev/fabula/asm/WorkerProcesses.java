package dev.fabula.asm;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The processes that run LLVM on doubtful texts, as many as there are requests at a time. */
final class WorkerProcesses implements AutoCloseable {
  private final ConcurrentLinkedDeque<WorkerProcess> idle = new ConcurrentLinkedDeque<>();

  RawOutcome assemble(RawRequest request, Duration limit) {
    WorkerProcess process;
    try {
      process = process();
    } catch (UncheckedIOException broken) {
      return new RawOutcome.Crashed(broken.toString());
    }
    RawOutcome outcome = process.assemble(request, limit);
    if (outcome instanceof RawOutcome.Done && process.isAlive()) {
      idle.addFirst(process);
    } else {
      process.close();
    }
    return outcome;
  }

  private WorkerProcess process() {
    for (WorkerProcess next = idle.poll(); next != null; next = idle.poll()) {
      if (next.isAlive()) {
        return next;
      }
    }
    return WorkerProcess.start();
  }

  @Override
  public void close() {
    for (WorkerProcess next = idle.poll(); next != null; next = idle.poll()) {
      next.close();
    }
  }
}

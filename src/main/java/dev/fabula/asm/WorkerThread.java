package dev.fabula.asm;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A thread that runs LLVM for others, and that can be given up when LLVM does not come back or
 * meets a fatal error: it is then parked for ever with its context, as LLVM would otherwise end the
 * process.
 */
final class WorkerThread extends LlvmThread {
  private record Job(RawRequest request, CompletableFuture<RawOutcome> outcome) {}

  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final Consumer<WorkerThread> whenFree;
  private CompletableFuture<RawOutcome> current = new CompletableFuture<>();

  WorkerThread(Consumer<WorkerThread> whenFree) {
    super("assembler");
    this.whenFree = whenFree;
  }

  CompletableFuture<RawOutcome> submit(RawRequest request) {
    Job job = new Job(request, new CompletableFuture<>());
    jobs.add(job);
    return job.outcome();
  }

  @Override
  public void run() {
    try {
      while (true) {
        work(jobs.take());
      }
    } catch (InterruptedException stop) {
      session().close();
    }
  }

  private void work(Job job) {
    current = job.outcome();
    try {
      RawOutcome outcome = new RawOutcome.Done(session().assemble(job.request()));
      whenFree.accept(this);
      job.outcome().complete(outcome);
    } catch (RuntimeException bug) {
      whenFree.accept(this);
      job.outcome().completeExceptionally(bug);
    }
  }

  @Override
  public void fatal(String reason) {
    current.complete(new RawOutcome.Crashed(reason));
    while (true) {
      LockSupport.park(this);
    }
  }
}

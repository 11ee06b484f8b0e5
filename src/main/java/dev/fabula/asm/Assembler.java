package dev.fabula.asm;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Assembles texts with LLVM; may be used from several threads at once.
 *
 * <p>No text can end or hang the process, read a file, or change the result of another text.
 */
public final class Assembler implements AutoCloseable {
  private final Queue<AssemblerThread> idle = new ConcurrentLinkedQueue<>();

  /** Assembles the text. */
  public Assembly assemble(AssemblyRequest request) {
    CompletableFuture<Assembly> result = thread().submit(request);
    try {
      return result.get(request.limit().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new Assembly.TimedOut(request.limit());
    } catch (ExecutionException bug) {
      throw new IllegalStateException("the assembler's driver failed", bug.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Assembly.TimedOut(request.limit());
    }
  }

  private AssemblerThread thread() {
    AssemblerThread ready = idle.poll();
    if (ready != null) {
      return ready;
    }
    AssemblerThread fresh = new AssemblerThread(idle::add);
    fresh.start();
    return fresh;
  }

  /** Ends the threads that wait for work. */
  @Override
  public void close() {
    for (AssemblerThread thread = idle.poll(); thread != null; thread = idle.poll()) {
      thread.interrupt();
    }
  }
}

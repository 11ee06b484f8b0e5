package dev.fabula.asm;

import java.time.Duration;
import java.util.List;

/**
 * Assembles texts with LLVM; may be used from several threads at once.
 *
 * <p>No text can end or hang the process, read a file, or change the result of another text: what
 * is not evidently harmless goes to a process of its own.
 */
public final class Assembler implements AutoCloseable {
  private final WorkerThreads threads = new WorkerThreads();
  private final WorkerProcesses processes = new WorkerProcesses();
  private final Recent recent = new Recent();

  /** Assembles the text. */
  public Assembly assemble(AssemblyRequest request) {
    return recent
        .get(request)
        .orElseGet(() -> {
          Assembly fresh = anew(request);
          recent.put(request, fresh);
          return fresh;
        });
  }

  private Assembly anew(AssemblyRequest request) {
    List<Statement> statements = Statements.split(request.architecture(), request.text());
    return switch (Screener.screen(request, statements)) {
      case Screening.Refused(String reason, int offset) -> new Assembly.Refused(reason, offset);
      case Screening.Harmless _ -> {
        MarkedText text = MarkedText.of(request, statements);
        yield result(request, text, threads.assemble(raw(request, text), request.limit()));
      }
      case Screening.Doubtful _ -> {
        MarkedText text = MarkedText.of(request, statements);
        yield result(request, text, processes.assemble(raw(request, text), request.limit()));
      }
    };
  }

  private static RawRequest raw(AssemblyRequest request, MarkedText text) {
    return new RawRequest(request.architecture(), request.mode(), text.text());
  }

  private static Assembly result(AssemblyRequest request, MarkedText text, RawOutcome outcome) {
    Duration limit = request.limit();
    return switch (outcome) {
      case RawOutcome.Done(RawAssembly assembly) -> AssemblyResult.of(text, assembly);
      case RawOutcome.Crashed(String how) -> new Assembly.Crashed(how);
      case RawOutcome.TimedOut _ -> new Assembly.TimedOut(limit);
    };
  }

  /** Ends the threads and processes that wait for work. */
  @Override
  public void close() {
    threads.close();
    processes.close();
  }
}

package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A thread with its own LLVM context, which can be given up when LLVM does not come back or dies.
 */
final class AssemblerThread extends Thread implements Llvm.Listener {
  private static final long STACK = 64L << 20;
  private static final int CONTEXT_LIFE = 10_000;

  private record Job(AssemblyRequest request, CompletableFuture<Assembly> result) {}

  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final Consumer<AssemblerThread> free;
  private final Map<Architecture, Map<Mode, Long>> machines = new EnumMap<>(Architecture.class);
  private final List<RawDiagnostic> diagnostics = new ArrayList<>();
  private CompletableFuture<Assembly> current = new CompletableFuture<>();
  private long context;
  private int used;

  AssemblerThread(Consumer<AssemblerThread> free) {
    super(null, null, "assembler", STACK, false);
    this.free = free;
    setDaemon(true);
  }

  CompletableFuture<Assembly> submit(AssemblyRequest request) {
    Job job = new Job(request, new CompletableFuture<>());
    jobs.add(job);
    return job.result();
  }

  @Override
  public void run() {
    try {
      while (true) {
        Job job = jobs.take();
        current = job.result();
        work(job);
      }
    } catch (InterruptedException stop) {
      closeContext();
    }
  }

  private void work(Job job) {
    try {
      Assembly assembly = assemble(job.request());
      free.accept(this);
      job.result().complete(assembly);
    } catch (RuntimeException bug) {
      free.accept(this);
      job.result().completeExceptionally(bug);
    }
  }

  @Override
  public void diagnostic(int severity, String description) {
    diagnostics.add(new RawDiagnostic(severity, description));
  }

  @Override
  public void fatal(String reason) {
    current.complete(new Assembly.Crashed(reason));
    while (true) {
      LockSupport.park(this);
    }
  }

  private Assembly assemble(AssemblyRequest request) {
    diagnostics.clear();
    openContext();
    MarkedText text = MarkedText.of(request);
    byte[] object = emit(machine(request.architecture(), request.mode()), request, text);
    return AssemblyResult.of(text, object, diagnostics);
  }

  private void openContext() {
    if (used++ % CONTEXT_LIFE == 0) {
      closeContext();
      context = Llvm.CONTEXT_CREATE.call();
      Llvm.SET_HANDLER.call(context, Llvm.DIAGNOSTIC_HANDLER, 0);
    }
  }

  private void closeContext() {
    if (context != 0) {
      Llvm.CONTEXT_DISPOSE.call(context);
      context = 0;
    }
  }

  private long machine(Architecture architecture, Mode mode) {
    return machines
        .computeIfAbsent(architecture, _ -> new EnumMap<>(Mode.class))
        .computeIfAbsent(mode, _ -> Llvm.machine(architecture, mode));
  }

  private byte[] emit(long machine, AssemblyRequest request, MarkedText text) {
    try (Arena arena = Arena.ofConfined()) {
      String triple = request.architecture().triple(request.mode());
      long module = Llvm.MODULE_CREATE.call(Llvm.text(arena, "site"), context);
      Llvm.SET_TARGET.call(module, Llvm.text(arena, triple));
      Llvm.setAssembly(arena, module, text.text());
      byte[] object = Llvm.emit(arena, machine, module);
      Llvm.MODULE_DISPOSE.call(module);
      return object;
    }
  }
}

package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One thread's LLVM context and target machines. */
final class LlvmSession {
  private static final int CONTEXT_LIFE = 10_000;
  private static final int MOST_DIAGNOSTICS = 100;

  private final Map<Architecture, Map<Mode, Long>> machines = new EnumMap<>(Architecture.class);
  private final List<RawDiagnostic> diagnostics = new ArrayList<>();
  private long context;
  private int used;

  /** Keeps a diagnostic of the running request; beyond a hundred, only that there was an error. */
  void diagnose(int severity, Supplier<String> description) {
    if (diagnostics.size() < MOST_DIAGNOSTICS) {
      diagnostics.add(new RawDiagnostic(severity, description.get()));
    } else if (severity == 0 && diagnostics.stream().noneMatch(d -> d.severity() == 0)) {
      diagnostics.set(MOST_DIAGNOSTICS - 1, new RawDiagnostic(severity, description.get()));
    }
  }

  /** Runs LLVM; does not return if LLVM meets a fatal error. */
  RawAssembly assemble(RawRequest request) {
    diagnostics.clear();
    renewContext();
    long machine = machine(request.architecture(), request.mode());
    try (Arena arena = Arena.ofConfined()) {
      String triple = request.architecture().triple(request.mode());
      long module = Llvm.MODULE_CREATE.call(Llvm.text(arena, "site"), context);
      Llvm.SET_TARGET.call(module, Llvm.text(arena, triple));
      Llvm.setAssembly(arena, module, request.text());
      byte[] object = Llvm.emit(arena, machine, module);
      Llvm.MODULE_DISPOSE.call(module);
      return new RawAssembly(object, List.copyOf(diagnostics));
    }
  }

  private void renewContext() {
    if (used++ % CONTEXT_LIFE == 0) {
      close();
      context = Llvm.CONTEXT_CREATE.call();
      Llvm.SET_HANDLER.call(context, Llvm.DIAGNOSTIC_HANDLER, 0);
    }
  }

  private long machine(Architecture architecture, Mode mode) {
    return machines
        .computeIfAbsent(architecture, _ -> new EnumMap<>(Mode.class))
        .computeIfAbsent(mode, _ -> Llvm.machine(architecture, mode));
  }

  void close() {
    if (context != 0) {
      Llvm.CONTEXT_DISPOSE.call(context);
      context = 0;
    }
  }
}

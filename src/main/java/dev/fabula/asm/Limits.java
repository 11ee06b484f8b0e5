package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;

/** The resource limits of a process, by {@code setrlimit(2)}; Linux numbers. */
final class Limits {
  private static final int DATA = 2;
  private static final int CORE = 4;
  private static final int OPEN_FILES = 7;
  private static final long MOST_MEMORY = 2L << 30;

  private Limits() {}

  /** From now on this process can open no file, dump no core, and write two gigabytes of memory. */
  static void restrictThisProcess() {
    limit(CORE, 0);
    limit(DATA, MOST_MEMORY);
    limit(OPEN_FILES, 0);
  }

  private static void limit(int resource, long most) {
    try (Arena arena = Arena.ofConfined()) {
      long limits = arena.allocate(16, 8).address();
      NativeMemory.putI64(limits, most);
      NativeMemory.putI64(limits + 8, most);
      if ((SET.call(resource, limits) & 0xffffffffL) != 0) {
        throw new IllegalStateException("setrlimit failed for resource " + resource);
      }
    }
  }

  private static final NativeFunction SET =
      NativeFunction.find(Linker.nativeLinker().defaultLookup(), "setrlimit", 2);
}

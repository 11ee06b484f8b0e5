package dev.fabula.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** What a standard stream is connected to. */
final class Terminal {

  /** File descriptor of standard output. */
  static final int OUT = 1;

  /** File descriptor of standard error. */
  static final int ERR = 2;

  private Terminal() {}

  /** Whether a file descriptor is a terminal (POSIX {@code isatty}); no where that is not known. */
  static boolean is(int descriptor) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("isatty");
    return function.isPresent() && isatty(linker, function.get(), descriptor);
  }

  private static boolean isatty(Linker linker, MemorySegment function, int descriptor) {
    var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      return (int) linker.downcallHandle(function, type).invokeExact(descriptor) == 1;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

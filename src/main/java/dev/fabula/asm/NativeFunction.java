package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A C function whose parameters and result are passed as machine words.
 *
 * <p>Pointers and integers of every width travel as {@code long}: both Linux ABIs pass them in the
 * same registers, so that one call shape per number of parameters serves all and little is
 * generated at start. The upper half of a narrower result is noise.
 */
record NativeFunction(MethodHandle handle) {
  private static final Linker LINKER = Linker.nativeLinker();

  static NativeFunction find(SymbolLookup library, String name, int arity) {
    return at(library.findOrThrow(name), arity);
  }

  static NativeFunction at(MemorySegment address, int arity) {
    return new NativeFunction(LINKER.downcallHandle(address, shape(arity)));
  }

  static MemorySegment callback(MethodHandle target, int arity) {
    FunctionDescriptor shape = FunctionDescriptor.ofVoid(words(arity));
    return LINKER.upcallStub(target, shape, Arena.global());
  }

  private static FunctionDescriptor shape(int arity) {
    return FunctionDescriptor.of(ValueLayout.JAVA_LONG, words(arity));
  }

  private static MemoryLayout[] words(int arity) {
    MemoryLayout[] words = new MemoryLayout[arity];
    Arrays.fill(words, ValueLayout.JAVA_LONG);
    return words;
  }

  long call() {
    try {
      return (long) handle.invokeExact();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  long call(long a) {
    try {
      return (long) handle.invokeExact(a);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  long call(long a, long b) {
    try {
      return (long) handle.invokeExact(a, b);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  long call(long a, long b, long c) {
    try {
      return (long) handle.invokeExact(a, b, c);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  long call(long a, long b, long c, long d, long e) {
    try {
      return (long) handle.invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  long call(long a, long b, long c, long d, long e, long f) {
    try {
      return (long) handle.invokeExact(a, b, c, d, e, f);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  long call(long a, long b, long c, long d, long e, long f, long g) {
    try {
      return (long) handle.invokeExact(a, b, c, d, e, f, g);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  private static IllegalStateException unexpected(Throwable thrown) {
    return new IllegalStateException("a native call failed", thrown);
  }
}

package dev.fabula.solver;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The functions that Bitwuzla calls: on an error, and now and then to ask whether to stop. */
final class BitwuzlaCallbacks {
  private static final ThreadLocal<@Nullable String> ERROR = new ThreadLocal<>();
  private static final ThreadLocal<@Nullable Long> DEADLINE = new ThreadLocal<>();

  private final long abort;
  private final long poll;

  BitwuzlaCallbacks(Linker linker) {
    abort =
        stub(
            linker,
            "onAbort",
            MethodType.methodType(void.class, long.class),
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
    poll =
        stub(
            linker,
            "onPoll",
            MethodType.methodType(int.class, long.class),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
  }

  private static long stub(
      Linker linker, String name, MethodType type, FunctionDescriptor descriptor) {
    try {
      MethodHandle target = MethodHandles.lookup().findStatic(BitwuzlaCallbacks.class, name, type);
      return linker.upcallStub(target, descriptor, Arena.global()).address();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address of the function for errors. */
  long abort() {
    return abort;
  }

  /** The address of the function that says whether to stop. */
  long poll() {
    return poll;
  }

  void clear() {
    ERROR.remove();
    DEADLINE.remove();
  }

  void deadline(long nanoTime) {
    DEADLINE.set(nanoTime);
  }

  /** Throws the error that was reported on this thread since the last call, if any. */
  void throwError() {
    String error = ERROR.get();
    if (error != null) {
      ERROR.remove();
      throw new IllegalStateException(error);
    }
  }

  @SuppressWarnings("unused") // called from native code
  private static void onAbort(long message) {
    ERROR.set(MemorySegment.ofAddress(message).reinterpret(Long.MAX_VALUE).getString(0).strip());
  }

  @SuppressWarnings("unused") // called from native code
  private static int onPoll(long state) {
    Long deadline = DEADLINE.get();
    boolean late = deadline != null && System.nanoTime() - deadline > 0;
    return late || Thread.currentThread().isInterrupted() ? 1 : 0;
  }
}

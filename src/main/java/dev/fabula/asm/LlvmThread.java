package dev.fabula.asm;

import java.util.function.Supplier;

/** A thread with a big stack that LLVM may run on; it hears what LLVM has to say. */
abstract class LlvmThread extends Thread implements Llvm.Listener {
  private static final long STACK = 64L << 20;

  private final LlvmSession session = new LlvmSession();

  LlvmThread(String name) {
    super(null, null, name, STACK, false);
    setDaemon(true);
  }

  /** The thread's own session; only for use on the thread. */
  final LlvmSession session() {
    return session;
  }

  @Override
  public final void diagnostic(int severity, Supplier<String> description) {
    session.diagnose(severity, description);
  }
}

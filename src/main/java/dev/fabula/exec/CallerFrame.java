package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * What code that has gone over to another stack has written there before it calls a function: at
 * and above the stack pointer lies the caller's frame, which a function leaves alone unless it was
 * passed its address (System V ABI AMD64, 3.2.2; AAPCS64, 6.4.5).
 */
final class CallerFrame {

  private CallerFrame() {}

  /**
   * The stores into a memory that make up the frame, the oldest first.
   *
   * @param memory the memory at the call
   * @param stackPointer the stack pointer at the call
   * @param passed the values of the argument registers
   */
  static List<Term> stores(Term memory, Term stackPointer, List<Term> passed) {
    Term base = stackPointer.base();
    if (base.isConstant() || passed.stream().anyMatch(a -> a.variables().contains(base))) {
      return List.of();
    }
    List<Term> frame = new ArrayList<>();
    for (Term m = memory; m.op() == Op.STORE; m = m.argument(0)) {
      if (m.argument(1).base() == base && !isBelow(m.argument(1), stackPointer)) {
        frame.addFirst(m);
      }
    }
    return frame;
  }

  /** Whether something that a path reads back lies in a frame on another stack during a call. */
  static boolean isTrusted(Run run, Path path) {
    return path.events().stream()
        .filter(o -> o.event() instanceof Event.FunctionCall)
        .map(o -> o.stackPointer().base())
        .filter(base -> !base.isConstant() && base != run.entryStackPointer())
        .anyMatch(base -> accesses(path, base, true) && accesses(path, base, false));
  }

  private static boolean accesses(Path path, Term base, boolean write) {
    return path.accesses().stream().anyMatch(a -> a.write() == write && a.address().base() == base);
  }

  private static boolean isBelow(Term address, Term stackPointer) {
    return address.sub(stackPointer).sign().isTrue();
  }
}

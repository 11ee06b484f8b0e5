package dev.fabula.isa;

import dev.fabula.term.Term;

/** Something that an instruction does beside changing locations and memory bytes. */
public sealed interface Event {

  /** A memory barrier, or an instruction that orders memory accesses like one. */
  record Fence(String kind) implements Event {}

  /** A read or write of an I/O port. */
  record PortIo(boolean output) implements Event {}

  /** A read of system state whose value may differ from one execution to the next. */
  record Unrepeatable(String what) implements Event {}

  /** A change of system state that no location stands for. */
  record SystemChange(String what) implements Event {}

  /** Cache, TLB or branch-predictor maintenance. */
  record Maintenance(String what) implements Event {}

  /** Waiting for an interrupt or event. */
  record Wait(String what) implements Event {}

  /** A hint without effect on values: {@code nop}, prefetch, {@code pause}, {@code bti}. */
  record Hint(String what, boolean touchesMemory) implements Event {}

  /**
   * A call into the system: {@code syscall}, {@code svc}, {@code int}, {@code ecall}.
   *
   * @param number the immediate of the instruction, where it has one, else -1
   */
  record SystemCall(String instruction, long number) implements Event {}

  /**
   * A call of a function outside of the site.
   *
   * @param function the symbol called; empty for a computed address
   */
  record FunctionCall(java.util.Optional<String> function) implements Event {}

  /** An effect that is not modelled; what it is follows from LLVM's description. */
  record Unmodelled(String what) implements Event {}

  /** A precondition for the instruction not to trap. */
  record TrapUnless(Term condition, String what) implements Event {}
}

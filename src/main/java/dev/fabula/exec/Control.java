package dev.fabula.exec;

import dev.fabula.isa.Operand;
import dev.fabula.term.Term;

/** Where control goes after one instruction. */
public sealed interface Control {

  /** Behind the instruction. */
  record Next() implements Control {}

  /** To the target if the condition is true, else behind the instruction. */
  record Branch(Term condition, Operand.Target target) implements Control {}

  /** To the target. */
  record Jump(Operand.Target target) implements Control {}

  /** To a computed address. */
  record Computed(Term address, boolean returning) implements Control {}

  /** Into a function, and back. */
  record Call(Operand.Target target) implements Control {}

  /** Into a function at a computed address, and back. */
  record ComputedCall(Term address) implements Control {}

  /** Nowhere. */
  record Stop(String what) implements Control {}

  /** As told if the condition is true, else behind the instruction. */
  record When(Term condition, Control then) implements Control {}
}

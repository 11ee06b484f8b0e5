package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** What an atomic operation makes of the old value and its operand. */
final class Update {

  private Update() {}

  /** The operation of a name, as the intrinsic {@code atomic_<name>} is called. */
  static Optional<BinaryOperator<Term>> of(String name) {
    return switch (name) {
      case "xchg" -> Optional.of((_, value) -> value);
      case "xadd" -> Optional.of(Term::add);
      case "xsub" -> Optional.of(Term::sub);
      case "and" -> Optional.of(Term::and);
      case "nand" -> Optional.of((old, value) -> old.and(value).not());
      case "or" -> Optional.of(Term::or);
      case "xor" -> Optional.of(Term::xor);
      case "umax" -> Optional.of((old, value) -> old.ult(value).ite(value, old));
      case "umin" -> Optional.of((old, value) -> old.ult(value).ite(old, value));
      case "max" -> Optional.of((old, value) -> old.slt(value).ite(value, old));
      case "min" -> Optional.of((old, value) -> old.slt(value).ite(old, value));
      default -> Optional.empty();
    };
  }
}

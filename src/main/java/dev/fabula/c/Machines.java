package dev.fabula.c;

import dev.fabula.c.Constraint.Form;
import java.util.Optional;
import java.util.Set;

/**
 * Constraint letters of the architectures beside x86 (GCC manual, 6.11.3.4); each yields how many
 * letters it took, and nothing for what it does not know.
 */
final class Machines {

  private Machines() {}

  static Optional<Integer> aarch64(String text, int at, Set<Form> forms) {
    switch (text.charAt(at)) {
      case 'w' -> forms.add(new Constraint.Class("vreg"));
      case 'x' -> forms.add(new Constraint.Class("vreg_low16"));
      case 'k' -> forms.add(new Constraint.Class("reg"));
      case 'I', 'J', 'K', 'L', 'M', 'N', 'Y', 'Z', 'S' -> forms.add(new Constraint.Immediate());
      case 'Q' -> forms.add(new Constraint.Memory());
      case 'U' -> {
        boolean memory = text.startsWith("Ump", at);
        forms.add(memory ? new Constraint.Memory() : new Constraint.Immediate());
        return Optional.of(Math.min(3, text.length() - at));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(1);
  }

  static Optional<Integer> arm(String text, int at, Set<Form> forms) {
    switch (text.charAt(at)) {
      case 'l' -> forms.add(new Constraint.Class("reg"));
      case 't' -> forms.add(new Constraint.Class("sreg"));
      case 'w' -> forms.add(new Constraint.Class("dreg"));
      case 'x' -> forms.add(new Constraint.Class("dreg_low8"));
      case 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'G', 'j' ->
          forms.add(new Constraint.Immediate());
      case 'Q', 'R', 'S' -> forms.add(new Constraint.Memory());
      case 'U' -> {
        forms.add(new Constraint.Memory());
        return Optional.of(Math.min(2, text.length() - at));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(1);
  }

  static Optional<Integer> riscv(String text, int at, Set<Form> forms) {
    switch (text.charAt(at)) {
      case 'f' -> forms.add(new Constraint.Class("freg"));
      case 'I', 'J', 'K' -> forms.add(new Constraint.Immediate());
      case 'A' -> forms.add(new Constraint.Memory());
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(1);
  }
}

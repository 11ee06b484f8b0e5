package dev.fabula.c;

import dev.fabula.c.Constraint.Form;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constraint letters of the architectures (GCC manual, 6.11.3.4); each yields how many letters it
 * took, and nothing for what it does not know.
 */
final class Machines {

  private static final Map<Character, String> X86 =
      Map.of('a', "ax", 'b', "bx", 'c', "cx", 'd', "dx", 'S', "si", 'D', "di");

  private static final List<String> FLOATS =
      List.of("st(0)", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)");

  /** Constraints of AArch64 with several letters. */
  private static final Pattern AARCH64_LONG = Pattern.compile("U(?:mp|s[a-z]|p[a-z]|c[a-z]|th)");

  private static final Pattern ARM_LONG = Pattern.compile("U[a-z]|T[a-z]|D[a-z]");
  private static final Pattern RISCV_LONG = Pattern.compile("v[rdm]|c[rf]");

  private Machines() {}

  static Optional<Integer> x86(String text, int at, boolean wide, Set<Form> forms) {
    char c = text.charAt(at);
    String fixed = X86.get(c);
    if (fixed != null) {
      forms.add(new Constraint.Registers(List.of(fixed)));
      return Optional.of(1);
    }
    switch (c) {
      case 'R', 'l' -> forms.add(new Constraint.Class("reg"));
      case 'q' -> forms.add(new Constraint.Class(wide ? "reg" : "reg_abcd"));
      case 'Q' -> forms.add(new Constraint.Class("reg_abcd"));
      case 'A' -> forms.add(new Constraint.Pair("ax", "dx"));
      case 'x', 'v' -> forms.add(new Constraint.Class("xmm_reg"));
      case 'y' -> forms.add(new Constraint.Class("mmx_reg"));
      case 'k' -> forms.add(new Constraint.Class("kreg"));
      case 'U' -> forms.add(new Constraint.Other("in a register that a call clobbers"));
      case 'f' -> forms.add(new Constraint.Registers(FLOATS));
      case 't' -> forms.add(new Constraint.Registers(FLOATS.subList(0, 1)));
      case 'u' -> forms.add(new Constraint.Registers(FLOATS.subList(1, 2)));
      case 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'G', 'C', 'e', 'Z' ->
          forms.add(new Constraint.Immediate());
      case 'W' -> forms.add(new Constraint.Immediate());
      case 'T' -> forms.add(new Constraint.Other("an address of a special form"));
      case 'Y' -> {
        forms.add(second(text, at));
        return Optional.of(Math.min(2, text.length() - at));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(c == 'W' || c == 'T' ? Math.min(2, text.length() - at) : 1);
  }

  /** What {@code Y} and the letter behind it stand for. */
  private static Form second(String text, int at) {
    char letter = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return switch (letter) {
      case 'k' -> new Constraint.Class("kreg");
      case 'z' -> new Constraint.Registers(List.of("xmm0"));
      case '2', 'i', 't', 'v' -> new Constraint.Class("xmm_reg");
      default -> new Constraint.Other("in a register of the kind `Y" + letter + "`");
    };
  }

  private static int length(Pattern pattern, String text, int at) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() - at : 0;
  }

  static Optional<Integer> aarch64(String text, int at, Set<Form> forms) {
    int several = length(AARCH64_LONG, text, at);
    if (several > 0) {
      String name = text.substring(at, at + several);
      forms.add(
          switch (name.charAt(1)) {
            case 'm' -> new Constraint.Memory();
            case 'p' -> new Constraint.Other("in a predicate register");
            default -> new Constraint.Immediate();
          });
      return Optional.of(several);
    }
    switch (text.charAt(at)) {
      case 'w' -> forms.add(new Constraint.Class("vreg"));
      case 'x' -> forms.add(new Constraint.Class("vreg_low16"));
      case 'y' ->
          forms.add(
              new Constraint.Registers(List.of("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7")));
      case 'k' -> forms.add(new Constraint.Other("the stack pointer"));
      case 'I', 'J', 'K', 'L', 'M', 'N', 'Y', 'Z', 'S' -> forms.add(new Constraint.Immediate());
      case 'Q' -> forms.add(new Constraint.Memory());
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(1);
  }

  static Optional<Integer> arm(String text, int at, Set<Form> forms) {
    int several = length(ARM_LONG, text, at);
    if (several > 0) {
      String name = text.substring(at, at + several);
      forms.add(
          switch (name.charAt(0)) {
            case 'U' -> new Constraint.Memory();
            case 'D' -> new Constraint.Immediate();
            default -> new Constraint.Other("in a register of the kind `" + name + "`");
          });
      return Optional.of(several);
    }
    switch (text.charAt(at)) {
      case 'l' -> forms.add(new Constraint.Class("reg"));
      case 'h' -> forms.add(new Constraint.Other("in a high register of Thumb"));
      case 'k' -> forms.add(new Constraint.Other("the stack pointer"));
      case 't' -> forms.add(new Constraint.Sized("sreg", "dreg_low16", "qreg_low8"));
      case 'w' -> forms.add(new Constraint.Sized("sreg", "dreg", "qreg"));
      case 'x' -> forms.add(new Constraint.Sized("sreg_low16", "dreg_low8", "qreg_low4"));
      case 'y', 'z' -> forms.add(new Constraint.Other("in a register of another coprocessor"));
      case 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'G', 'j' ->
          forms.add(new Constraint.Immediate());
      case 'Q', 'R', 'S' -> forms.add(new Constraint.Memory());
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(1);
  }

  static Optional<Integer> riscv(String text, int at, Set<Form> forms) {
    int several = length(RISCV_LONG, text, at);
    if (several > 0) {
      String name = text.substring(at, at + several);
      String what = name.startsWith("v") ? "in a vector register" : "in a compressed register";
      forms.add(new Constraint.Other(what));
      return Optional.of(several);
    }
    switch (text.charAt(at)) {
      case 'f' -> forms.add(new Constraint.Class("freg"));
      case 'I', 'J', 'K', 'S' -> forms.add(new Constraint.Immediate());
      case 'A' -> forms.add(new Constraint.Memory());
      case 'R' -> forms.add(new Constraint.Other("in a pair of registers"));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(1);
  }
}

package dev.fabula.c;

import dev.fabula.asm.Architecture;
import dev.fabula.c.Constraint.Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the constraints of one architecture (GCC manual, 6.11.3.1 to 6.11.3.4). */
final class Constraints {

  private final Architecture architecture;
  private final Map<String, Integer> names;

  /**
   * Constraints of a statement.
   *
   * @param names the numbers of the operands that have names
   */
  Constraints(Architecture architecture, Map<String, Integer> names) {
    this.architecture = architecture;
    this.names = Map.copyOf(names);
  }

  /** What a constraint says. */
  Constraint read(String text) throws Fault {
    boolean both = text.indexOf('+') >= 0;
    boolean output = both || text.indexOf('=') >= 0;
    List<List<Form>> alternatives = new ArrayList<>();
    Set<Integer> early = new LinkedHashSet<>();
    for (String alternative : text.split(",", -1)) {
      if (alternative.indexOf('&') >= 0) {
        early.add(alternatives.size());
      }
      alternatives.add(forms(alternative));
    }
    return new Constraint(both || !output, output, early, text.indexOf('%') >= 0, alternatives);
  }

  private List<Form> forms(String text) throws Fault {
    Set<Form> forms = new LinkedHashSet<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        break;
      }
      if (c == '[') {
        int close = Math.max(at, text.indexOf(']', at));
        forms.add(named(text.substring(at + 1, close)));
        at = close + 1;
      } else if (Character.isDigit(c)) {
        int end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
          end++;
        }
        forms.add(new Constraint.Match(Integer.parseInt(text.substring(at, end))));
        at = end;
      } else if (text.startsWith("@cc", at)) {
        forms.add(new Constraint.Flag(text.substring(at + 3)));
        at = text.length();
      } else {
        at += letter(text, at, forms);
      }
    }
    return joined(forms);
  }

  /** Single registers together are a choice among them. */
  private static List<Form> joined(Set<Form> forms) {
    List<String> registers = new ArrayList<>();
    List<Form> result = new ArrayList<>();
    for (Form form : forms) {
      if (form instanceof Constraint.Registers(List<String> some)) {
        registers.addAll(some);
      } else {
        result.add(form);
      }
    }
    boolean covered = result.contains(new Constraint.Class("reg"));
    if (!registers.isEmpty() && !covered) {
      result.addFirst(new Constraint.Registers(registers));
    }
    return result;
  }

  private Form named(String name) throws Fault {
    Integer number = names.get(name);
    if (number == null) {
      throw new Fault("there is no operand with the name `" + name + "`");
    }
    return new Constraint.Match(number);
  }

  private int letter(String text, int at, Set<Form> forms) throws Fault {
    char c = text.charAt(at);
    switch (c) {
      case '=', '+', '&', '%', '*', '?', '!', '^', '$', ' ' -> {}
      case 'r' -> forms.add(new Constraint.Class("reg"));
      case 'm', 'o', 'V', '<', '>' -> forms.add(new Constraint.Memory());
      case 'i', 'n', 's', 'E', 'F' -> forms.add(new Constraint.Immediate());
      case 'p' -> forms.add(new Constraint.Address());
      case 'g', 'X' -> {
        forms.add(new Constraint.Class("reg"));
        forms.add(new Constraint.Memory());
        forms.add(new Constraint.Immediate());
      }
      default -> {
        return machine(text, at, forms);
      }
    }
    return 1;
  }

  private int machine(String text, int at, Set<Form> forms) throws Fault {
    Optional<Integer> length =
        switch (architecture) {
          case X86_64 -> Machines.x86(text, at, true, forms);
          case X86 -> Machines.x86(text, at, false, forms);
          case AARCH64, ARM64EC -> Machines.aarch64(text, at, forms);
          case ARM -> Machines.arm(text, at, forms);
          case RISCV32, RISCV64 -> Machines.riscv(text, at, forms);
          case LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> Optional.empty();
        };
    return length.orElseThrow(() ->
        new Fault(
            "the constraint `" + text.charAt(at) + "` is not known on " + architecture.rustName()));
  }
}

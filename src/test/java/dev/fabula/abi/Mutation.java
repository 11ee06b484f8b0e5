package dev.fabula.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes mutants of stubs that Fabula has made, one line at a time. */
final class Mutation {

  private static final Pattern RUST_OPERAND =
      Pattern.compile("( +)(in|inlateout|lateout|out)\\(\"(\\w+)\"\\) (\\w+)(?: => (\\w+))?,");
  private static final Pattern C_VARIABLE =
      Pattern.compile("( +register \\w+ \\*?)(r_\\w+) __asm__\\(\"(\\w+)\"\\)(?: = (.+))?;");

  private final Machine machine;
  private final List<String> lines;
  private final List<Mutant> mutants = new ArrayList<>();

  private Mutation(Machine machine, String text) {
    this.machine = machine;
    this.lines = text.lines().toList();
  }

  /** The mutants of one function of Rust. */
  static List<Mutant> ofRust(Machine machine, String text) {
    Mutation mutation = new Mutation(machine, text);
    mutation.rust();
    return mutation.mutants;
  }

  /** The mutants of one function of C. */
  static List<Mutant> ofC(Machine machine, String text) {
    Mutation mutation = new Mutation(machine, text);
    mutation.c();
    return mutation.mutants;
  }

  private void add(Mutant.Kind kind, int line, String with) {
    if (with.equals(lines.get(line))) {
      return;
    }
    List<String> changed = new ArrayList<>(lines);
    changed.set(line, with);
    String what = lines.get(line).strip() + " -> " + with.strip();
    mutants.add(new Mutant(kind, what, String.join("\n", changed) + "\n"));
  }

  private void addBoth(Mutant.Kind kind, int one, String with, int other, String otherWith) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(one, with);
    changed.set(other, otherWith);
    String what = with.strip() + " and " + otherWith.strip();
    mutants.add(new Mutant(kind, what, String.join("\n", changed) + "\n"));
  }

  private boolean isUsed(String register) {
    return lines.stream().anyMatch(l -> l.contains("\"" + register + "\""));
  }

  /** A register that is named nowhere in the stub. */
  private Optional<String> free() {
    List<String> candidates =
        switch (machine.architecture()) {
          case X86_64 -> List.of("r13", "r12", "rax", "r10");
          case AARCH64 -> List.of("x9", "x10");
          case ARM -> List.of("r9", "r10", "r12");
          case RISCV32, RISCV64 -> List.of("t1", "t2");
          default -> List.of();
        };
    return candidates.stream().filter(r -> !isUsed(r)).findFirst();
  }

  private void rust() {
    for (int i = 0; i < lines.size(); i++) {
      Matcher operand = RUST_OPERAND.matcher(lines.get(i));
      if (operand.matches()) {
        rustOperand(i, operand);
        for (int j = i + 1; j < lines.size(); j++) {
          Matcher other = RUST_OPERAND.matcher(lines.get(j));
          if (other.matches()) {
            rustPair(i, operand, j, other);
          }
        }
      } else if (lines.get(i).contains("options(")) {
        add(Mutant.Kind.MEMORY, i, lines.get(i).replace("options(", "options(nomem, "));
        add(Mutant.Kind.MEMORY, i, lines.get(i).replace("options(", "options(readonly, "));
      } else {
        template(i);
      }
    }
  }

  private void rustOperand(int line, Matcher operand) {
    String text = lines.get(line);
    String register = operand.group(3);
    if (operand.group(4).equals("_")) {
      add(Mutant.Kind.CLOBBER, line, "");
      free().ifPresent(r -> add(Mutant.Kind.CLOBBER, line, text.replace(register, r)));
      return;
    }
    free()
        .ifPresent(r ->
            add(Mutant.Kind.REGISTER, line, text.replace("\"" + register + "\"", "\"" + r + "\"")));
    add(Mutant.Kind.DIRECTION, line, "");
    switch (operand.group(2)) {
      case "in" ->
          add(Mutant.Kind.DIRECTION, line, operand.group(1) + "lateout(\"" + register + "\") _,");
      case "inlateout" -> {
        add(
            Mutant.Kind.DIRECTION,
            line,
            text.replaceFirst(" => \\w+", "").replace("inlateout", "in"));
        add(
            Mutant.Kind.DIRECTION,
            line,
            operand.group(1) + "inlateout(\"" + register + "\") " + operand.group(4) + " => _,");
      }
      default -> {}
    }
  }

  private void rustPair(int line, Matcher one, int otherLine, Matcher other) {
    if (one.group(4).equals("_") || other.group(4).equals("_")) {
      return;
    }
    String first = lines.get(line);
    String second = lines.get(otherLine);
    addBoth(
        Mutant.Kind.ORDER,
        line,
        first.replace(quoted(one), quoted(other)),
        otherLine,
        second.replace(quoted(other), quoted(one)));
    if (one.group(2).equals("in") && other.group(2).equals("in")) {
      addBoth(
          Mutant.Kind.ORDER,
          line,
          first.replace(" " + one.group(4) + ",", " " + other.group(4) + ","),
          otherLine,
          second.replace(" " + other.group(4) + ",", " " + one.group(4) + ","));
    }
  }

  private static String quoted(Matcher operand) {
    return "\"" + operand.group(3) + "\"";
  }

  /** The trap, and the moves around it; registers of extensions are only lost in other programs. */
  private void template(int line) {
    String text = lines.get(line);
    String stripped = text.strip();
    if (!stripped.startsWith("\"")
        || stripped.startsWith("\"/*")
        || stripped.matches("(\"v\\d+\",? ?)+")) {
      return;
    }
    add(Mutant.Kind.TEMPLATE, line, stripped.endsWith(",") ? "        \"\"," : "        \"\"");
    if (stripped.startsWith("\"" + machine.instruction())) {
      String other =
          switch (machine.architecture()) {
            case X86_64 -> machine.instruction().equals("syscall") ? "sysenter" : "syscall";
            case AARCH64, ARM -> "hvc #0";
            default -> "nop";
          };
      String trap = stripped.replaceAll("^\"|(\\\\n\\\\t)?\",?$", "");
      add(Mutant.Kind.TEMPLATE, line, text.replace(trap, other));
      String twice = stripped.endsWith(",") ? text : text.replace(trap, "\\n" + trap);
      add(Mutant.Kind.TEMPLATE, line, text + "\n" + twice);
    }
  }

  private void c() {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher variable = C_VARIABLE.matcher(line);
      if (variable.matches()) {
        cVariable(i, variable);
        for (int j = i + 1; j < lines.size(); j++) {
          Matcher other = C_VARIABLE.matcher(lines.get(j));
          if (other.matches() && isTold(variable) && isTold(other)) {
            addBoth(
                Mutant.Kind.ORDER,
                i,
                line.replace("= " + variable.group(4), "= " + other.group(4)),
                j,
                lines.get(j).replace("= " + other.group(4), "= " + variable.group(4)));
          }
        }
      } else if (line.matches(" +: .*\"memory\"(\\);)?")) {
        cClobbers(i);
      } else if (line.contains("\"+r\"")) {
        cOutputs(i);
      } else if (line.matches(" +r_all\\.\\w+ = r_\\w+;")) {
        cResult(i);
      } else {
        template(i);
      }
    }
  }

  private static boolean isTold(Matcher variable) {
    return variable.group(4) != null && !variable.group(4).equals("0");
  }

  private void cVariable(int line, Matcher variable) {
    String register = "\"" + variable.group(3) + "\"";
    free()
        .ifPresent(r ->
            add(Mutant.Kind.REGISTER, line, lines.get(line).replace(register, "\"" + r + "\"")));
    if (isTold(variable)) {
      add(Mutant.Kind.DIRECTION, line, lines.get(line).replace(" = " + variable.group(4), ""));
    }
  }

  private void cClobbers(int line) {
    String text = lines.get(line);
    add(
        Mutant.Kind.MEMORY,
        line,
        text.replaceFirst("(, )?\"memory\"", text.endsWith(";") ? "" : "\"cc\""));
    for (String lost : machine.lost()) {
      add(Mutant.Kind.CLOBBER, line, text.replace("\"" + lost + "\", ", ""));
    }
    machine
        .park()
        .ifPresent(p -> add(Mutant.Kind.CLOBBER, line, text.replace("\"" + p + "\", ", "")));
  }

  /** An output becomes an input: the value stays behind, and the change is not declared. */
  private void cOutputs(int line) {
    Matcher output = Pattern.compile("\"\\+r\"\\((\\w+)\\)(?:, )?").matcher(lines.get(line));
    while (output.find()) {
      List<String> changed = new ArrayList<>(lines);
      String rest = lines.get(line).replace(output.group(), "").replaceFirst(", $", "");
      changed.set(line, rest);
      String inputs = lines.get(line + 1);
      String more = "\"r\"(" + output.group(1) + ")";
      changed.set(
          line + 1, inputs.strip().equals(":") ? inputs + " " + more : inputs + ", " + more);
      mutants.add(
          new Mutant(
              Mutant.Kind.DIRECTION,
              output.group(1) + " is only an input",
              String.join("\n", changed) + "\n"));
    }
  }

  private void cResult(int line) {
    if (lines.get(line + 1).matches(" +r_all\\.\\w+ = r_\\w+;")) {
      String here = lines.get(line).replaceAll(".*= |;", "");
      String there = lines.get(line + 1).replaceAll(".*= |;", "");
      addBoth(
          Mutant.Kind.ORDER,
          line,
          lines.get(line).replace(here + ";", there + ";"),
          line + 1,
          lines.get(line + 1).replace(there + ";", here + ";"));
    }
  }
}

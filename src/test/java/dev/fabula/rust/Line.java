package dev.fabula.rust;

import dev.fabula.site.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A function on one line, all of whose values are places behind pointers, with one asm statement.
 */
final class Line {
  private final List<String> operands = new ArrayList<>();
  private final List<String> clauses = new ArrayList<>();
  private final Set<String> parameters = new TreeSet<>();
  private final List<Integer> printed = new ArrayList<>();
  private String modifier = "";

  /** Adds a register operand; the type {@code _} discards, {@code a=>b} has two types. */
  Line operand(Direction direction, String binding, String type) {
    int index = operands.size();
    int arrow = type.indexOf("=>");
    String value =
        arrow < 0
            ? place("a" + index, type)
            : place("a" + index, type.substring(0, arrow))
                + " => "
                + place("b" + index, type.substring(arrow + 2));
    if (!binding.startsWith("\"")) {
      printed.add(index);
    }
    operands.add(direction.spelling() + "(" + binding + ") " + value);
    return this;
  }

  private String place(String name, String type) {
    if (type.equals("_")) {
      return "_";
    }
    parameters.add(name + ": *mut " + type);
    return "*" + name;
  }

  /** Adds an operand that is in no register, as it is written in Rust. */
  Line operand(String text) {
    printed.add(operands.size());
    operands.add(text);
    return this;
  }

  /** Puts a modifier on all placeholders. */
  Line modifier(String letter) {
    modifier = ":" + letter;
    return this;
  }

  /** Adds a {@code clobber_abi}. */
  Line abi(String... names) {
    clauses.add("clobber_abi(\"" + String.join("\", \"", names) + "\")");
    return this;
  }

  /** Adds the option. */
  Line attSyntax() {
    clauses.add("options(att_syntax)");
    return this;
  }

  /** The function with a number for its name. */
  String rust(int number) {
    String template =
        printed.stream().map(i -> "{" + i + modifier + "}").collect(Collectors.joining(" "));
    List<String> arguments = new ArrayList<>(operands);
    arguments.addAll(clauses);
    return "pub unsafe fn f%d(%s) { fn callee() {} asm!(\"%s\", %s) }"
        .formatted(number, String.join(", ", parameters), template, String.join(", ", arguments));
  }
}

package dev.fabula.rust;

import dev.fabula.site.Direction;
import dev.fabula.site.MacroKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An item on one line with one site, all of whose values are places behind pointers. Beside it
 * there have to be {@link #HEADER}'s items.
 */
final class Line {

  /** The items that lines speak of, on a line of their own. */
  static final String HEADER =
      "pub fn callee() {} pub static PLACE: u32 = 5; pub const NUMBER: u8 = 5; "
          + "pub struct Plain(u32); impl Copy for Plain {}";

  private final List<String> operands = new ArrayList<>();
  private final List<String> clauses = new ArrayList<>();
  private final Set<String> parameters = new TreeSet<>();
  private final List<Integer> printed = new ArrayList<>();
  private MacroKind kind = MacroKind.ASM;
  private Optional<String> template = Optional.empty();
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

  /** Sets the template, which is otherwise a placeholder for each operand that may have one. */
  Line template(String text) {
    template = Optional.of(text);
    return this;
  }

  /** Sets the macro, which is otherwise {@code asm!}. */
  Line kind(MacroKind macro) {
    kind = macro;
    return this;
  }

  /** Adds a {@code clobber_abi}. */
  Line abi(String... names) {
    clauses.add("clobber_abi(\"" + String.join("\", \"", names) + "\")");
    return this;
  }

  /** Adds a list of options. */
  Line options(String... names) {
    clauses.add("options(" + String.join(", ", names) + ")");
    return this;
  }

  /** The item with a number for its name. */
  String rust(int number) {
    String text =
        template.orElseGet(() ->
            printed.stream().map(i -> "{" + i + modifier + "}").collect(Collectors.joining(" ")));
    String arguments =
        Stream.of(Stream.of('"' + text + '"'), operands.stream(), clauses.stream())
            .flatMap(s -> s)
            .collect(Collectors.joining(", "));
    String invocation = kind.spelling() + "!(" + arguments + ")";
    String signature = "fn f%d(%s) { %s }";
    return switch (kind) {
      case GLOBAL_ASM -> invocation + ";";
      case ASM ->
          "pub unsafe " + signature.formatted(number, String.join(", ", parameters), invocation);
      case NAKED_ASM ->
          "#[unsafe(naked)] pub unsafe extern \"C\" "
              + signature.formatted(number, String.join(", ", parameters), invocation);
    };
  }
}

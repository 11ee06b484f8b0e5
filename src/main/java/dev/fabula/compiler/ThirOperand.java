package dev.fabula.compiler;

import dev.fabula.rust.CompiledAsm.Kind;
import dev.fabula.rust.CompiledAsm.Operand;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One operand in the tree that rustc prints of an asm statement. */
final class ThirOperand {
  private static final Pattern CLASS = Pattern.compile("RegClass\\(\\w+\\((\\w+)\\)\\)");
  private static final Pattern REGISTER = Pattern.compile("Reg\\(\\w+\\((\\w+)\\)\\)");
  private static final Pattern CONSTANT = Pattern.compile(".*, ([iu](?:8|16|32|64|128|size))\\)");
  private static final Pattern FUNCTION =
      Pattern.compile("Binder \\{ value: (.*), bound_vars: \\[.*] }");

  private final List<Line> fields;

  private ThirOperand(List<Line> fields) {
    this.fields = fields;
  }

  /**
   * The operand of a kind with some fields; empty if it is none that we know.
   *
   * @param constants tells the value of the constant at a place
   */
  static Optional<Operand> read(
      String kind, List<Line> fields, Function<String, Optional<BigInteger>> constants) {
    ThirOperand operand = new ThirOperand(fields);
    return switch (kind) {
      case "In" -> operand.register(Kind.IN, "expr", "");
      case "Out" -> operand.register(Kind.OUT, "", "place");
      case "InOut" -> operand.register(Kind.INOUT, "expr", "expr");
      case "SplitInOut" -> operand.register(Kind.SPLIT, "in_expr", "out_expr");
      case "Const" -> Optional.of(operand.constant(constants));
      case "SymFn", "SymStatic" -> Optional.of(plain(Kind.SYM));
      case "Block", "Label" -> Optional.of(plain(Kind.LABEL));
      default -> Optional.empty();
    };
  }

  private static Operand plain(Kind kind) {
    return inNone(kind, Optional.empty(), Optional.empty());
  }

  /** An operand that is in no register. */
  private static Operand inNone(Kind kind, Optional<String> type, Optional<BigInteger> value) {
    return new Operand(
        kind, Optional.empty(), Optional.empty(), false, type, Optional.empty(), value);
  }

  private Optional<Operand> register(Kind kind, String input, String output) {
    Optional<String> register = field("reg").map(i -> fields.get(i).value());
    boolean late = field("late").filter(i -> fields.get(i).value().equals("true")).isPresent();
    Optional<String> in = type(input);
    Optional<String> out = type(output);
    boolean whole = register.isPresent() && (input.isEmpty() || in.isPresent());
    return whole
        ? Optional.of(
            new Operand(
                kind,
                name(CLASS, register.get()),
                name(REGISTER, register.get()),
                late,
                in,
                out,
                Optional.empty()))
        : Optional.empty();
  }

  private static Optional<String> name(Pattern form, String register) {
    Matcher matcher = form.matcher(register);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Operand constant(Function<String, Optional<BigInteger>> constants) {
    Optional<String> text = field("value").map(i -> fields.get(i).value());
    Optional<String> type =
        text.map(CONSTANT::matcher).filter(Matcher::matches).map(m -> m.group(1));
    // In generic code a parameter of it looks like an item of its name.
    Optional<BigInteger> value =
        text.filter(t -> !t.contains("/#"))
            .flatMap(t -> field("span"))
            .map(i -> fields.get(i).value().replaceFirst(" \\(#\\d+\\)$", ""))
            .flatMap(constants);
    return inNone(Kind.CONST, type, value);
  }

  /** The line of a field of the operand itself. */
  private Optional<Integer> field(String name) {
    for (int i = 0; i < fields.size(); i++) {
      Line line = fields.get(i);
      if (line.depth() == fields.getFirst().depth() && line.isField(name)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The type of the expression that a field holds. */
  private Optional<String> type(String name) {
    Optional<Integer> at = name.isEmpty() ? Optional.empty() : field(name);
    if (at.isEmpty() || fields.get(at.get()).value().startsWith("None")) {
      return Optional.empty();
    }
    for (Line line : fields.subList(at.get() + 1, fields.size())) {
      if (line.isField("ty")) {
        return Optional.of(spelled(line.value()));
      }
    }
    return Optional.empty();
  }

  private static String spelled(String type) {
    Matcher function = FUNCTION.matcher(type);
    return function.matches()
        ? function.group(1).replaceAll("\"(\\w+) \\{[^}]*}\"", "\"$1\"")
        : type.replaceAll("'\\{?\\w+}? ", "");
  }
}

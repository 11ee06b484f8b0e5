package dev.fabula.story;

import dev.fabula.site.Binding;
import dev.fabula.site.Contract;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operands of a site as the story calls them: by their names, or by the variables they are.
 *
 * @param parameters what goes in
 * @param results what comes out, by the names of the variables that the story assigns
 * @param constants definitions of the constants that the story uses
 */
record Signature(List<Parameter> parameters, List<Result> results, List<String> constants) {

  private static final Pattern WORD = Pattern.compile("(?<![\\w.])[a-zA-Z_]\\w*");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_]\\w*");

  Signature {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
    constants = List.copyOf(constants);
  }

  /**
   * A value that goes in.
   *
   * @param slot its slot in the contract
   * @param name its name
   * @param expression what the site passes
   * @param type its type, as far as the source tells it
   * @param changes whether the story may change it
   */
  record Parameter(
      Slot slot, String name, String expression, Optional<String> type, boolean changes) {}

  /**
   * A value that comes out.
   *
   * @param slot its slot in the contract
   * @param name the variable
   * @param place where the site puts it
   * @param type its type, as far as the source tells it
   * @param declared whether the variable is a parameter already
   */
  record Result(Slot slot, String name, String place, Optional<String> type, boolean declared) {}

  /** What stands in the way of calling the operands by name. */
  static final class Nameless extends Exception {
    private static final long serialVersionUID = 1L;

    Nameless(String reason) {
      super(reason, null, false, false);
    }

    /** The reason as a clause. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static Signature of(Site site, Contract contract, String text) throws Nameless {
    return new Reader(site, contract, text).read();
  }

  /** The same for a story to which all pointers and all integers of a width are one. */
  Signature withAnyTypes(Site site) {
    List<Parameter> in =
        parameters.stream()
            .map(p ->
                new Parameter(
                    p.slot(),
                    p.name(),
                    p.expression(),
                    p.type()
                        .filter(t -> !t.startsWith("fn"))
                        .or(() -> anyType(register(site, p.slot()).input(), p.slot().inputBits())),
                    p.changes()))
            .toList();
    List<Result> out =
        results.stream()
            .map(r ->
                new Result(
                    r.slot(),
                    r.name(),
                    r.place(),
                    r.type()
                        .or(() ->
                            anyType(register(site, r.slot()).output(), r.slot().outputBits())),
                    r.declared()))
            .toList();
    return new Signature(in, out, constants);
  }

  private static Operand.Register register(Site site, Slot slot) {
    return (Operand.Register) site.operands().get(slot.operand());
  }

  private static Optional<String> anyType(Optional<Value> value, int bits) {
    return switch (value.orElseThrow().type()) {
      case ValueType.Known known when known.kind() == ValueType.Kind.POINTER ->
          Optional.of(known.spelled().startsWith("*const") ? "*const u8" : "*mut u8");
      case ValueType.Known known when known.kind() == ValueType.Kind.FUNCTION ->
          Optional.of("usize");
      case ValueType.Known known -> Optional.empty();
      case ValueType.Unfit unfit -> Optional.empty();
      case ValueType.Unknown unknown -> Optional.of("u" + bits);
    };
  }

  /** What an operand is called by its number, as placeholders count: the last way to call it. */
  static String numbered(Slot slot) {
    return "_" + slot.operand();
  }

  /** An operand whose type the source does not tell, so that only rustc knows it. */
  Optional<String> untyped() {
    return parameters.stream()
        .filter(p -> p.type().isEmpty())
        .map(Parameter::name)
        .findFirst()
        .or(() -> results.stream().filter(r -> r.type().isEmpty()).map(Result::name).findFirst());
  }

  /** The variable that an operand is, if it is just that. */
  static Optional<String> variable(Value value) {
    return Optional.of(value.expression().strip())
        .filter(e -> NAME.matcher(e).matches() && !e.equals("self"));
  }

  /** The register that an operand is said to be in. */
  static Optional<String> explicit(Operand.Register register) {
    return register.binding() instanceof Binding.Explicit explicit
        ? Optional.of(explicit.name())
        : Optional.empty();
  }

  private static final class Reader {
    private final Site site;
    private final Contract contract;
    private final Set<String> words = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final List<String> constants = new ArrayList<>();

    Reader(Site site, Contract contract, String text) {
      this.site = site;
      this.contract = contract;
      Matcher matcher = WORD.matcher(text);
      while (matcher.find()) {
        words.add(matcher.group());
      }
      site.operands().forEach(o -> o.name().ifPresent(names::add));
    }

    Signature read() throws Nameless {
      for (Slot slot : contract.slots()) {
        Operand.Register register = register(slot);
        if (register.input().isPresent()) {
          addParameter(slot, register, register.input().get());
        }
      }
      for (Slot slot : contract.slots()) {
        Operand.Register register = register(slot);
        if (register.output().isPresent()) {
          addResult(slot, register, register.output().get());
        }
      }
      for (Operand operand : site.operands()) {
        if (operand instanceof Operand.Constant constant) {
          addConstant(constant);
        }
      }
      return new Signature(parameters, results, constants);
    }

    private Operand.Register register(Slot slot) {
      return (Operand.Register) site.operands().get(slot.operand());
    }

    private void addConstant(Operand.Constant constant) {
      Optional<String> name = constant.name().filter(words::contains);
      if (name.isEmpty() || name.get().equals(constant.expression())) {
        return;
      }
      String type = type(constant.type()).map(t -> ": " + t).orElse("");
      String value = constant.value().map(Object::toString).orElse(constant.expression());
      constants.add("let " + name.get() + type + " = " + value + ";");
    }

    private static Optional<String> type(ValueType type) {
      return type instanceof ValueType.Known known && !known.spelled().contains("_>")
          ? Optional.of(known.spelled()).filter(s -> !s.matches(".*(?<!\\w)_(?!\\w).*"))
          : Optional.empty();
    }

    private void addParameter(Slot slot, Operand.Register register, Value value) throws Nameless {
      Optional<String> name =
          mentioned(register.name())
              .or(() -> mentioned(variable(value)))
              .or(() -> mentioned(explicit(register)))
              .or(() -> mentioned(Optional.of(numbered(slot))));
      if (name.isEmpty()) {
        return;
      }
      if (parameters.stream().anyMatch(p -> p.name().equals(name.get()))) {
        throw new Nameless("two operands are called `" + name.get() + "`");
      }
      boolean changes = register.direction().writes() && register.output().isEmpty();
      parameters.add(
          new Parameter(slot, name.get(), value.expression(), type(value.type()), changes));
    }

    private void addResult(Slot slot, Operand.Register register, Value value) throws Nameless {
      Predicate<String> isForeign =
          v -> names.contains(v) && !register.name().equals(Optional.of(v));
      String name =
          mentioned(variable(value).filter(isForeign.negate()))
              .or(() -> mentioned(register.name()))
              .or(() -> mentioned(explicit(register)))
              .or(() -> mentioned(Optional.of(numbered(slot))))
              .or(register::name)
              .or(() -> variable(value))
              .orElseThrow(() ->
                  new Nameless("the output `" + value.expression() + "` has no name to go by"));
      if (results.stream().anyMatch(r -> r.name().equals(name))) {
        throw new Nameless("two outputs are called `" + name + "`");
      }
      Optional<Parameter> same = parameters.stream().filter(p -> p.name().equals(name)).findFirst();
      same.ifPresent(p ->
          parameters.set(
              parameters.indexOf(p),
              new Parameter(p.slot(), p.name(), p.expression(), p.type(), true)));
      results.add(new Result(slot, name, value.expression(), type(value.type()), same.isPresent()));
    }

    private static String numbered(Slot slot) {
      return Signature.numbered(slot);
    }

    private Optional<String> mentioned(Optional<String> name) {
      return name.filter(words::contains);
    }

    private static Optional<String> variable(Value value) {
      return Signature.variable(value);
    }

    private static Optional<String> explicit(Operand.Register register) {
      return Signature.explicit(register);
    }
  }
}

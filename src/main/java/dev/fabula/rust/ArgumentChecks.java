package dev.fabula.rust;

import dev.fabula.rust.Arguments.Argument;
import dev.fabula.site.Binding;
import dev.fabula.site.Found.Label;
import dev.fabula.site.Option;
import dev.fabula.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules on the order and combination of arguments (Reference, asm.ts-args and asm.options). */
final class ArgumentChecks {
  private final Arguments arguments;

  private ArgumentChecks(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Checks everything that needs no target. */
  static void check(Arguments arguments) throws Fault {
    ArgumentChecks checks = new ArgumentChecks(arguments);
    checks.order();
    checks.exclusive(Option.NOMEM, Option.READONLY);
    checks.exclusive(Option.PURE, Option.NORETURN);
    checks.pure();
    checks.noreturn();
    checks.unwinding();
    checks.abiClobbers();
  }

  private void order() throws Fault {
    Map<String, Span> names = new HashMap<>();
    Optional<Span> notPositional = Optional.empty();
    for (Argument operand : arguments.operands()) {
      Optional<Argument.Name> name = operand.name();
      if (operand.isExplicit() && name.isPresent()) {
        throw Fault.at(
            name.get().span(),
            "an operand with a register of its own has a name",
            "remove the name");
      }
      if (name.isPresent()) {
        enter(name.get(), names);
      }
      boolean positional = name.isEmpty() && !operand.isExplicit();
      if (positional && notPositional.isPresent()) {
        throw Fault.at(
            operand.span(),
            "an operand without a name comes after named operands or registers",
            "move it to the front",
            notPositional.get(),
            "comes before it");
      }
      notPositional =
          positional ? notPositional : notPositional.or(() -> Optional.of(operand.span()));
    }
  }

  private static void enter(Argument.Name name, Map<String, Span> names) throws Fault {
    Span previous = names.putIfAbsent(name.text(), name.span());
    if (previous != null) {
      String message = "two operands have the name `" + name.text() + "`";
      throw Fault.at(name.span(), message, "again here", previous, "first used here");
    }
  }

  private void exclusive(Option first, Option second) throws Fault {
    Span a = arguments.options().get(first);
    Span b = arguments.options().get(second);
    if (a != null && b != null) {
      String message =
          "options `" + first.spelling() + "` and `" + second.spelling() + "` exclude each other";
      throw Fault.at(b, message, "does not go with the other", a, "the other one");
    }
  }

  private void pure() throws Fault {
    Span pure = arguments.options().get(Option.PURE);
    if (pure == null) {
      return;
    }
    boolean memory =
        arguments.options().containsKey(Option.NOMEM)
            || arguments.options().containsKey(Option.READONLY);
    if (!memory) {
      throw Fault.at(pure, "option `pure` needs `nomem` or `readonly`", "add one of them");
    }
    boolean kept =
        arguments.operands().stream()
            .anyMatch(o -> o instanceof Argument.Register r && r.output().isPresent());
    if (!kept) {
      throw Fault.at(pure, "option `pure` needs an output that is kept", "there is none");
    }
  }

  private List<Argument> outputs() {
    return arguments.operands().stream()
        .filter(o -> o instanceof Argument.Register r && r.direction().writes())
        .toList();
  }

  private Optional<Argument> label() {
    return arguments.operands().stream().filter(Argument.Label.class::isInstance).findFirst();
  }

  private void noreturn() throws Fault {
    Span option = arguments.options().get(Option.NORETURN);
    if (option != null && !outputs().isEmpty() && label().isEmpty()) {
      throw Fault.at(
          outputs().getFirst().span(),
          "option `noreturn` allows no outputs without labels",
          "an output",
          option,
          "never falls through");
    }
  }

  private void unwinding() throws Fault {
    Span option = arguments.options().get(Option.MAY_UNWIND);
    if (option != null && label().isPresent()) {
      String message = "option `may_unwind` allows no labels";
      throw Fault.at(label().get().span(), message, "a label", option, "may unwind");
    }
  }

  private void abiClobbers() throws Fault {
    List<Label> classes =
        outputs().stream()
            .filter(o -> o instanceof Argument.Register r && r.binding() instanceof Binding.OfClass)
            .map(o -> new Label(o.span(), "this output may be any register"))
            .toList();
    if (!arguments.clobberAbis().isEmpty() && !classes.isEmpty()) {
      throw new Fault("with `clobber_abi` every output must name its register", classes);
    }
  }
}

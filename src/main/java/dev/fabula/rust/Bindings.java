package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Operand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules about the registers and classes that operands name. */
final class Bindings {

  private final Architecture architecture;
  private final RegisterTable table;
  private final List<RegisterTarget> targets;

  /** Rules under any of the given targets: what one of them allows is allowed. */
  Bindings(Architecture architecture, RegisterTable table, List<RegisterTarget> targets) {
    this.architecture = architecture;
    this.table = table;
    this.targets = targets;
  }

  /** The class of an operand, whether named or implied by its register. */
  Optional<OperandClass> classOf(Binding binding) {
    return switch (binding) {
      case Binding.OfClass c -> table.operandClass(c.name());
      case Binding.Explicit e -> table.register(e.name()).flatMap(table::classOf);
      case Binding.AnyOf _ -> Optional.empty();
    };
  }

  /** What is wrong with the register or class that an operand names. */
  Optional<Refusal> check(Operand.Register operand) {
    return switch (operand.binding()) {
      case Binding.OfClass c -> checkClass(operand, c);
      case Binding.Explicit e -> checkRegister(operand, e);
      case Binding.AnyOf _ -> Optional.empty();
    };
  }

  private Optional<Refusal> checkClass(Operand.Register operand, Binding.OfClass binding) {
    Optional<OperandClass> operandClass = table.operandClass(binding.name());
    if (operandClass.isEmpty()) {
      String known =
          table.classes().stream().map(OperandClass::name).collect(Collectors.joining(", "));
      String message = "unknown register class `" + binding.name() + "`";
      return refuse(binding, message, "on " + architecture.rustName() + " there are: " + known);
    }
    return onlyClobbers(operand, operandClass.get())
        .flatMap(m -> refuse(binding, m, "name the register and write `_` for the value"));
  }

  private Optional<Refusal> checkRegister(Operand.Register operand, Binding.Explicit binding) {
    Optional<OperandRegister> register = table.register(binding.name());
    if (register.isEmpty()) {
      return unknown(binding);
    }
    List<String> reasons =
        targets.stream().flatMap(t -> refusal(operand, register.get(), t).stream()).toList();
    if (reasons.size() == targets.size()) {
      String message = "register `" + binding.name() + "` cannot be an operand";
      return refuse(binding, message, reasons.getFirst());
    }
    return classOf(binding)
        .filter(c -> !operand.isClobber())
        .flatMap(c -> onlyClobbers(operand, c))
        .flatMap(m -> refuse(binding, m, "write `_` for the value"));
  }

  private static Optional<String> refusal(
      Operand.Register operand, OperandRegister register, RegisterTarget target) {
    return operand.isClobber() ? register.clobberRefusal(target) : register.refusal(target);
  }

  private Optional<Refusal> unknown(Binding.Explicit binding) {
    String message = "unknown register `" + binding.name() + "`";
    String others =
        Arrays.stream(Architecture.values())
            .filter(a -> a != architecture && RegisterTable.exists(a))
            .filter(a -> RegisterTable.of(a).register(binding.name()).isPresent())
            .map(Architecture::rustName)
            .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? refuse(binding, message)
        : refuse(binding, message, "it is a register of " + others);
  }

  private static Optional<String> onlyClobbers(Operand.Register operand, OperandClass c) {
    return c.isClobberOnly()
        ? Optional.of("class `" + c + "` only takes clobbers, not `" + word(operand) + "`")
        : Optional.empty();
  }

  private static String word(Operand.Register operand) {
    return operand.direction().spelling();
  }

  private static Optional<Refusal> refuse(Binding binding, String message, String... notes) {
    return Optional.of(Refusal.of(binding.span(), message, notes));
  }

  /** What is wrong with two operands of one site, each of which may name its register. */
  Optional<Refusal> conflict(Operand.Register earlier, Operand.Register later) {
    Optional<OperandRegister> one = named(earlier);
    Optional<OperandRegister> other = named(later);
    if (one.isEmpty() || other.isEmpty() || !one.get().overlaps(other.get())) {
      return Optional.empty();
    }
    boolean inputs = blocksInputs(earlier.direction()) && blocksInputs(later.direction());
    boolean outputs = earlier.direction().writes() && later.direction().writes();
    if (!inputs && !outputs) {
      return Optional.empty();
    }
    String message =
        "register `%s` conflicts with register `%s`"
            .formatted(later.binding().name(), earlier.binding().name());
    return outputs
        ? refuse(later.binding(), message)
        : refuse(later.binding(), message, inputNote(earlier, later));
  }

  private Optional<OperandRegister> named(Operand.Register operand) {
    return operand.binding() instanceof Binding.Explicit e && check(operand).isEmpty()
        ? table.register(e.name())
        : Optional.empty();
  }

  private static boolean blocksInputs(Direction direction) {
    return direction != Direction.LATEOUT;
  }

  private static String inputNote(Operand.Register earlier, Operand.Register later) {
    return earlier.direction() == Direction.OUT || later.direction() == Direction.OUT
        ? "an `out` register is apart from all inputs; `lateout` may share with one"
        : "two inputs cannot be in one register";
  }
}

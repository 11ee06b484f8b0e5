package dev.fabula.rust;

import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandClass.Admission;
import dev.fabula.isa.OperandType;
import dev.fabula.site.Binding;
import dev.fabula.site.Operand;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import dev.fabula.site.ValueType.Kind;
import dev.fabula.site.ValueType.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules about the types of operands and the target features that they need. */
final class OperandTypes {

  private final Optional<Set<String>> features;

  /** Rules under exactly these target features, or under any if they are not known. */
  OperandTypes(Optional<Set<String>> features) {
    this.features = features;
  }

  /** The types that a class holds in stable Rust, given every target feature. */
  static List<OperandType> admitted(OperandClass operandClass) {
    return operandClass.types().stream()
        .filter(a -> !a.experimental())
        .map(Admission::type)
        .distinct()
        .toList();
  }

  /** What is wrong with the values of an operand in a class that is not for clobbers only. */
  List<Refusal> check(Operand.Register operand, OperandClass operandClass) {
    if (operandClass.isClobberOnly()) {
      return List.of();
    }
    List<Refusal> refusals = new ArrayList<>();
    missingFeature(operand, operandClass).ifPresent(refusals::add);
    if (refusals.isEmpty()) {
      operand.output().flatMap(v -> value(v, operandClass, false)).ifPresent(refusals::add);
      if (!operand.output().equals(operand.input())) {
        operand.input().flatMap(v -> value(v, operandClass, true)).ifPresent(refusals::add);
      }
      tied(operand).ifPresent(refusals::add);
    }
    return refusals;
  }

  private boolean isEnabled(Admission admission) {
    return features.isEmpty() || admission.feature().stream().allMatch(features.get()::contains);
  }

  private Optional<Refusal> missingFeature(Operand.Register operand, OperandClass operandClass) {
    boolean explicitClobber = operand.isClobber() && operand.binding() instanceof Binding.Explicit;
    if (explicitClobber || operandClass.types().stream().anyMatch(this::isEnabled)) {
      return Optional.empty();
    }
    String needed =
        operandClass.types().stream()
            .flatMap(a -> a.feature().stream())
            .distinct()
            .map(f -> "`" + f + "`")
            .collect(Collectors.joining(" or "));
    String message = "class `" + operandClass + "` needs target feature " + needed;
    return Optional.of(Refusal.of(operand.binding().span(), message));
  }

  private Optional<Refusal> value(Value value, OperandClass operandClass, boolean isInput) {
    return switch (value.type()) {
      case ValueType.Unknown u -> Optional.empty();
      case ValueType.Unfit(String what) ->
          Optional.of(Refusal.of(value.span(), what + " cannot be an operand"));
      case Known known when known.kind() == Kind.NEVER && isInput -> Optional.empty();
      case Known known when known.spelled().startsWith("&") && !isInput ->
          // Only inputs become raw pointers by themselves.
          Optional.of(Refusal.of(value.span(), "a reference cannot be an output"));
      case Known known when known.kind() == Kind.NEVER ->
          Optional.of(Refusal.of(value.span(), "a value of type `!` cannot be an operand"));
      case Known known -> known(value, known, operandClass);
    };
  }

  private Optional<Refusal> known(Value value, Known known, OperandClass operandClass) {
    List<Admission> fitting =
        operandClass.types().stream().filter(a -> fits(known, a.type())).toList();
    List<Admission> stable = fitting.stream().filter(a -> !a.experimental()).toList();
    if (stable.isEmpty()) {
      return Optional.of(unfit(value, known, operandClass, !fitting.isEmpty()));
    }
    if (stable.stream().anyMatch(this::isEnabled)) {
      return Optional.empty();
    }
    String feature = stable.getFirst().feature().orElseThrow();
    String message =
        "type `%s` in class `%s` needs target feature `%s`"
            .formatted(known.spelled(), operandClass, feature);
    return Optional.of(Refusal.of(value.span(), message));
  }

  private static Refusal unfit(
      Value value, Known known, OperandClass operandClass, boolean experimental) {
    String message =
        "a value of type `" + known.spelled() + "` does not fit class `" + operandClass + "`";
    String held =
        admitted(operandClass).stream()
            .map(OperandType::toString)
            .collect(Collectors.joining(", "));
    return experimental
        ? Refusal.of(value.span(), message, "it needs the unstable `asm_experimental_reg`")
        : Refusal.of(value.span(), message, "the class holds " + held);
  }

  /** Where the lanes of a vector are not known, its width has to do. */
  private static boolean fits(Known known, OperandType type) {
    return switch (known.kind()) {
      case INTEGER, POINTER, FUNCTION -> type.equals(OperandType.integer(known.bits()));
      case FLOAT -> type.equals(OperandType.floating(known.bits()));
      case VECTOR ->
          type.isVector()
              && type.bits() == known.bits()
              && PrimitiveTypes.lanes(known.spelled()).stream().allMatch(type::equals);
      case NEVER -> false;
    };
  }

  private static Optional<Refusal> tied(Operand.Register operand) {
    if (operand.input().isEmpty() || operand.output().isEmpty()) {
      return Optional.empty();
    }
    Value output = operand.output().get();
    if (!(operand.input().get().type() instanceof Known in)
        || !(output.type() instanceof Known out)
        || in.kind() == Kind.NEVER
        || isAlike(in, out)) {
      return Optional.empty();
    }
    String message =
        "input of type `%s` and output of type `%s` cannot share a register"
            .formatted(in.spelled(), out.spelled());
    String note = "both need the same type, or have to be integers or pointers of one size";
    return Optional.of(Refusal.of(output.span(), message, note));
  }

  private static boolean isAlike(Known in, Known out) {
    Optional<OperandType> lanes = PrimitiveTypes.lanes(in.spelled());
    return in.bits() == out.bits()
        && group(in.kind()) == group(out.kind())
        && PrimitiveTypes.lanes(out.spelled()).stream()
            .allMatch(l -> lanes.stream().allMatch(l::equals));
  }

  private static Kind group(Kind kind) {
    return kind == Kind.POINTER || kind == Kind.FUNCTION ? Kind.INTEGER : kind;
  }
}

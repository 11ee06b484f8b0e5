package dev.fabula.rust;

import dev.fabula.site.ValueType.Kind;
import dev.fabula.site.ValueType.Known;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Rust's operators on types and integer constants. */
final class Arithmetic {
  private static final Known I32 = PrimitiveTypes.named("i32", 0).orElseThrow();

  private Arithmetic() {}

  /** The result of a binary operator that is neither lazy nor an assignment. */
  static Evaluation binary(String operator, Evaluation left, Evaluation right) {
    if (isComparison(operator)) {
      return Evaluation.of(new RustType.Named("bool", List.of()));
    }
    boolean shift = operator.equals("<<") || operator.equals(">>");
    RustType type = shift ? left.type().withoutReferences() : common(left.type(), right.type());
    boolean scalar = type instanceof RustType.Scalar || type instanceof RustType.IntegerLiteral;
    boolean values = left.value().isPresent() && right.value().isPresent();
    if (!scalar || !values) {
      return Evaluation.of(result(type));
    }
    Optional<BigInteger> value =
        compute(operator, left.value().get(), right.value().get(), known(type));
    return new Evaluation(type, value).checked();
  }

  private static RustType result(RustType type) {
    boolean numeric =
        type instanceof RustType.Scalar
            || type instanceof RustType.IntegerLiteral
            || type instanceof RustType.FloatLiteral;
    return numeric || type.isUnknown() ? type : new RustType.Unknown("an operator makes its type");
  }

  private static boolean isComparison(String operator) {
    return switch (operator) {
      case "==", "!=", "<", ">", "<=", ">=", "&&", "||" -> true;
      default -> false;
    };
  }

  /** The type of both sides of an arithmetic operator on numbers. */
  private static RustType common(RustType left, RustType right) {
    RustType a = left.withoutReferences();
    RustType b = right.withoutReferences();
    boolean literal = a instanceof RustType.IntegerLiteral || a instanceof RustType.FloatLiteral;
    return literal ? b : a;
  }

  private static Known known(RustType type) {
    return type instanceof RustType.Scalar(Known known) ? known : I32;
  }

  private static Optional<BigInteger> compute(
      String operator, BigInteger a, BigInteger b, Known type) {
    boolean count = b.signum() >= 0 && b.bitLength() < 16 && b.intValue() < type.bits();
    return switch (operator) {
      case "+" -> Optional.of(a.add(b));
      case "-" -> Optional.of(a.subtract(b));
      case "*" -> Optional.of(a.multiply(b));
      case "/" -> b.signum() == 0 ? Optional.empty() : Optional.of(a.divide(b));
      case "%" -> b.signum() == 0 ? Optional.empty() : Optional.of(a.remainder(b));
      case "&" -> Optional.of(a.and(b));
      case "|" -> Optional.of(a.or(b));
      case "^" -> Optional.of(a.xor(b));
      case "<<" ->
          count ? Optional.of(Evaluation.wrap(a.shiftLeft(b.intValue()), type)) : Optional.empty();
      case ">>" -> count ? Optional.of(a.shiftRight(b.intValue())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The result of {@code -} or {@code !}. */
  static Evaluation unary(char operator, Evaluation operand) {
    RustType type = operand.type().withoutReferences();
    boolean scalar = type instanceof RustType.Scalar || type instanceof RustType.IntegerLiteral;
    if (!scalar || operand.value().isEmpty()) {
      return Evaluation.of(result(type));
    }
    BigInteger value = operand.value().get();
    boolean unsigned = type instanceof RustType.Scalar(Known known) && !known.signed();
    if (operator == '-') {
      return new Evaluation(type, Optional.of(value.negate())).checked();
    }
    BigInteger flipped = unsigned ? Evaluation.wrap(value.not(), known(type)) : value.not();
    return new Evaluation(type, Optional.of(flipped)).checked();
  }

  /** The result of {@code as}. */
  static Evaluation cast(Evaluation operand, RustType type) {
    boolean integer = type instanceof RustType.Scalar(Known known) && known.kind() == Kind.INTEGER;
    if (!integer) {
      boolean inferred = type instanceof RustType.Named(String name, var _) && name.equals("_");
      return inferred
          ? Evaluation.unknown("the cast `as _` leaves its type open")
          : Evaluation.of(type);
    }
    return new Evaluation(type, operand.value().map(v -> Evaluation.wrap(v, known(type))));
  }
}

package dev.fabula.machine;

/** Operators on floats of 32 and 64 bits. */
final class Floats {

  private final Machine machine;

  Floats(Machine machine) {
    this.machine = machine;
  }

  Code.Step binary(Value to, String operator, Value left, Value right) throws Halt {
    int size = left.ty().size();
    if (size != 4 && size != 8) {
      throw Halt.unknown("a float of " + 8 * size + " bits");
    }
    return switch (operator) {
      case "Add", "Sub", "Mul", "Div", "Rem" ->
          f -> {
            double a = number(left.bits(machine, f), size);
            double b = number(right.bits(machine, f), size);
            machine.setBits(to.place().at(f), size, bits(result(operator, a, b, size), size));
          };
      case "Eq", "Ne", "Lt", "Le", "Gt", "Ge" ->
          f -> {
            double a = number(left.bits(machine, f), size);
            double b = number(right.bits(machine, f), size);
            machine.setBits(to.place().at(f), 1, holds(operator, a, b) ? 1 : 0);
          };
      default -> throw Halt.unknown("the operator `" + operator + "` on floats");
    };
  }

  /** The result of an operator on two floats of a size, rounded to that. */
  static double raw(String operator, double a, double b, int size) {
    return switch (operator) {
      case "Add" -> size == 4 ? (float) a + (float) b : a + b;
      case "Sub" -> size == 4 ? (float) a - (float) b : a - b;
      case "Mul" -> size == 4 ? (float) a * (float) b : a * b;
      case "Div" -> size == 4 ? (float) a / (float) b : a / b;
      default -> size == 4 ? (float) a % (float) b : a % b;
    };
  }

  private static double result(String operator, double a, double b, int size) throws Halt {
    double value = raw(operator, a, b, size);
    if (Double.isNaN(value)) {
      throw Halt.unknown("an operation on floats whose result is NaN, of which bits are free,");
    }
    return value;
  }

  private static boolean holds(String operator, double a, double b) {
    return switch (operator) {
      case "Eq" -> a == b;
      case "Ne" -> a != b;
      case "Lt" -> a < b;
      case "Le" -> a <= b;
      case "Gt" -> a > b;
      default -> a >= b;
    };
  }

  /** The bits of a constant of a float type by its name. */
  static long constant(String name, int size) {
    boolean narrow = size == 4;
    double value =
        switch (name) {
          case "MAX" -> narrow ? Float.MAX_VALUE : Double.MAX_VALUE;
          case "MIN" -> narrow ? -Float.MAX_VALUE : -Double.MAX_VALUE;
          case "INFINITY" -> Double.POSITIVE_INFINITY;
          case "NEG_INFINITY" -> Double.NEGATIVE_INFINITY;
          case "EPSILON" -> narrow ? Math.ulp(1.0f) : Math.ulp(1.0);
          case "MIN_POSITIVE" -> narrow ? Float.MIN_NORMAL : Double.MIN_NORMAL;
          default -> Double.NaN;
        };
    return bits(value, size);
  }

  static double number(long bits, int size) {
    return size == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  static long bits(double value, int size) {
    return size == 4
        ? Float.floatToRawIntBits((float) value) & 0xffff_ffffL
        : Double.doubleToRawLongBits(value);
  }
}

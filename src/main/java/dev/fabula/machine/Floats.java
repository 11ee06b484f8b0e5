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

  private static double result(String operator, double a, double b, int size) throws Halt {
    double value =
        switch (operator) {
          case "Add" -> size == 4 ? (float) a + (float) b : a + b;
          case "Sub" -> size == 4 ? (float) a - (float) b : a - b;
          case "Mul" -> size == 4 ? (float) a * (float) b : a * b;
          case "Div" -> size == 4 ? (float) a / (float) b : a / b;
          default -> size == 4 ? (float) a % (float) b : a % b;
        };
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

  static double number(long bits, int size) {
    return size == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  static long bits(double value, int size) {
    return size == 4
        ? Float.floatToRawIntBits((float) value) & 0xffff_ffffL
        : Double.doubleToRawLongBits(value);
  }
}

package dev.fabula.machine;

import java.math.BigInteger;

/** Operators. */
final class Arithmetic {

  private final Machine machine;

  Arithmetic(Machine machine) {
    this.machine = machine;
  }

  Code.Step unary(Value to, String operator, Value of) throws Halt {
    int size = to.ty().size();
    return switch (operator) {
      case "Not" ->
          of.ty() instanceof Ty.Bool
              ? f -> machine.setBits(to.place().at(f), 1, of.bits(machine, f) ^ 1)
              : f -> store(to, f, of.wide(machine, f).not());
      case "Neg" ->
          of.ty() instanceof Ty.Float
              ? f ->
                  machine.setBits(to.place().at(f), size, of.bits(machine, f) ^ 1L << 8 * size - 1)
              : f -> store(to, f, of.wide(machine, f).negate());
      case "PtrMetadata" ->
          f -> machine.setBits(to.place().at(f), size, of.pointer(machine, f).meta());
      default -> throw Halt.unknown("the MIR operator `" + operator + "`");
    };
  }

  /** Stores a number modulo the size of its place. */
  private void store(Value to, Frame frame, BigInteger value) throws Halt {
    store(machine, to.place().at(frame), to.ty().size(), value);
  }

  static void store(Machine machine, Place place, int size, BigInteger value) throws Halt {
    if (size <= 8) {
      machine.setBits(place, size, value.longValue());
    } else {
      machine.setBits(place, 8, value.longValue());
      machine.setBits(place.plus(8), 8, value.shiftRight(64).longValue());
    }
  }

  Code.Step binary(Value to, String operator, Value left, Value right) throws Halt {
    if (operator.equals("Offset")) {
      return offset(to, left, right);
    }
    if (left.ty() instanceof Ty.Float) {
      return new Floats(machine).binary(to, operator, left, right);
    }
    if (left.ty() instanceof Ty.Pointer || left.ty() instanceof Ty.Function) {
      return pointers(to, operator, left, right);
    }
    if (operator.endsWith("WithOverflow")) {
      return overflowing(to, operator.replace("WithOverflow", ""), left, right);
    }
    boolean small = left.ty().size() <= 8;
    return small ? small(to, operator, left, right) : wide(to, operator, left, right);
  }

  private Code.Step small(Value to, String operator, Value left, Value right) throws Halt {
    int size = to.ty().size();
    boolean signed = left.isSigned();
    return switch (operator) {
      case "Add" -> f -> set(to, f, size, left.bits(machine, f) + right.bits(machine, f));
      case "Sub" -> f -> set(to, f, size, left.bits(machine, f) - right.bits(machine, f));
      case "Mul" -> f -> set(to, f, size, left.bits(machine, f) * right.bits(machine, f));
      case "BitAnd" -> f -> set(to, f, size, left.bits(machine, f) & right.bits(machine, f));
      case "BitOr" -> f -> set(to, f, size, left.bits(machine, f) | right.bits(machine, f));
      case "BitXor" -> f -> set(to, f, size, left.bits(machine, f) ^ right.bits(machine, f));
      case "Eq" -> f -> set(to, f, left.bits(machine, f) == right.bits(machine, f));
      case "Ne" -> f -> set(to, f, left.bits(machine, f) != right.bits(machine, f));
      case "Lt" -> f -> set(to, f, compare(left, right, signed, f) < 0);
      case "Le" -> f -> set(to, f, compare(left, right, signed, f) <= 0);
      case "Gt" -> f -> set(to, f, compare(left, right, signed, f) > 0);
      case "Ge" -> f -> set(to, f, compare(left, right, signed, f) >= 0);
      case "Cmp" -> f -> set(to, f, 1, Integer.signum(compare(left, right, signed, f)));
      default -> wide(to, operator, left, right);
    };
  }

  private void set(Value to, Frame frame, int size, long bits) throws Halt {
    machine.setBits(to.place().at(frame), size, bits);
  }

  private void set(Value to, Frame frame, boolean truth) throws Halt {
    machine.setBits(to.place().at(frame), 1, truth ? 1 : 0);
  }

  private int compare(Value left, Value right, boolean signed, Frame f) throws Halt {
    long a = left.number(machine, f);
    long b = right.number(machine, f);
    return signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
  }

  private Code.Step wide(Value to, String operator, Value left, Value right) throws Halt {
    return switch (operator) {
      case "Eq", "Ne", "Lt", "Le", "Gt", "Ge", "Cmp" ->
          f -> compared(to, f, operator, left.wide(machine, f).compareTo(right.wide(machine, f)));
      default -> {
        boolean unchecked = operator.endsWith("Unchecked");
        String plain = operator.replace("Unchecked", "");
        yield f -> {
          BigInteger value =
              exact(plain, left.wide(machine, f), right.wide(machine, f), left.ty(), unchecked);
          boolean arithmetic = !plain.equals("Shl") && !plain.equals("Shr");
          if (unchecked && arithmetic && !Bits.fits(value, left.ty().size(), left.isSigned())) {
            throw Halt.undefined("an unchecked operation overflows");
          }
          store(to, f, value);
        };
      }
    };
  }

  private void compared(Value to, Frame f, String operator, int order) throws Halt {
    boolean truth =
        switch (operator) {
          case "Eq" -> order == 0;
          case "Ne" -> order != 0;
          case "Lt" -> order < 0;
          case "Le" -> order <= 0;
          case "Gt" -> order > 0;
          default -> order >= 0;
        };
    set(to, f, 1, operator.equals("Cmp") ? Integer.signum(order) : truth ? 1 : 0);
  }

  /** The mathematical result, which may not fit. */
  private static BigInteger exact(
      String operator, BigInteger a, BigInteger b, Ty ty, boolean unchecked) throws Halt {
    return switch (operator) {
      case "Add" -> a.add(b);
      case "Sub" -> a.subtract(b);
      case "Mul" -> a.multiply(b);
      case "BitAnd" -> a.and(b);
      case "BitOr" -> a.or(b);
      case "BitXor" -> a.xor(b);
      case "Div", "Rem" -> divided(operator, a, b, ty);
      case "Shl" -> a.shiftLeft(distance(b, ty, unchecked));
      case "Shr" -> a.shiftRight(distance(b, ty, unchecked));
      default -> throw Halt.unknown("the MIR operator `" + operator + "`");
    };
  }

  private static BigInteger divided(String operator, BigInteger a, BigInteger b, Ty ty)
      throws Halt {
    if (b.signum() == 0) {
      throw Halt.undefined("a division by zero");
    }
    BigInteger quotient = a.divide(b);
    if (!Bits.fits(quotient, ty.size(), ty instanceof Ty.Int i && i.signed())) {
      throw Halt.undefined("a division overflows");
    }
    return operator.equals("Div") ? quotient : a.remainder(b);
  }

  private static int distance(BigInteger by, Ty ty, boolean unchecked) throws Halt {
    int bits = 8 * ty.size();
    boolean inside = by.signum() >= 0 && by.compareTo(BigInteger.valueOf(bits)) < 0;
    if (unchecked && !inside) {
      throw Halt.undefined("an unchecked shift by " + by);
    }
    return by.intValue() & bits - 1;
  }

  private Code.Step overflowing(Value to, String operator, Value left, Value right) throws Halt {
    if (!(to.ty() instanceof Ty.Struct pair) || pair.fields().size() != 2) {
      throw Halt.unknown("the MIR operator `" + operator + "`");
    }
    int size = left.ty().size();
    boolean signed = left.isSigned();
    Ty ty = left.ty();
    return f -> {
      BigInteger value = exact(operator, left.wide(machine, f), right.wide(machine, f), ty, false);
      Place place = to.place().at(f);
      store(machine, place.plus(pair.fields().get(0).offset()), size, value);
      boolean over = !Bits.fits(value, size, signed);
      machine.setBits(place.plus(pair.fields().get(1).offset()), 1, over ? 1 : 0);
    };
  }

  private Code.Step pointers(Value to, String operator, Value left, Value right) {
    return f -> {
      Pointer a = left.pointer(machine, f);
      Pointer b = right.pointer(machine, f);
      int order = Long.compareUnsigned(a.address(), b.address());
      int then = order != 0 ? order : Long.compareUnsigned(a.meta(), b.meta());
      compared(to, f, operator, then);
    };
  }

  private Code.Step offset(Value to, Value pointer, Value count) throws Halt {
    if (!(pointer.ty() instanceof Ty.Pointer p)) {
      throw Halt.unknown("an offset from what is no pointer");
    }
    Ty element = machine.types().of(p.pointee());
    return f -> {
      Pointer from = pointer.pointer(machine, f);
      BigInteger bytes = count.wide(machine, f).multiply(BigInteger.valueOf(element.size()));
      machine.store(to.place().at(f), moved(machine, from, bytes), false);
    };
  }

  /** A pointer moved inside of its allocation. */
  static Pointer moved(Machine machine, Pointer from, BigInteger bytes) throws Halt {
    if (bytes.bitLength() > 63) {
      throw Halt.undefined("an offset of " + bytes + " bytes overflows");
    }
    long distance = bytes.longValue();
    Pointer result = new Pointer(from.address() + distance, from.tag(), from.meta());
    if (distance != 0) {
      inside(machine, from, distance);
    }
    return result;
  }

  private static void inside(Machine machine, Pointer from, long distance) throws Halt {
    if (from.tag() == null) {
      throw Halt.undefined(
          "an offset of %d bytes from 0x%x, which points to nothing"
              .formatted(distance, from.address()));
    }
    Place place = machine.located(Machine.place(from), 0);
    Allocation in = place.allocation;
    if (in == null) {
      throw new IllegalStateException("a place of nothing");
    }
    long end = place.offset + distance;
    if (!in.isLive()) {
      throw Halt.undefined("an offset from a pointer to %s after its end".formatted(in.name()));
    }
    if (place.offset < 0 || place.offset > in.size() || end < 0 || end > in.size()) {
      throw Halt.undefined(
          "an offset of %d bytes from offset %d of %s, which has %d bytes, is out of bounds"
              .formatted(distance, place.offset, in.name(), in.size()));
    }
  }
}

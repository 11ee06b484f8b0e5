package dev.fabula.machine;

import java.math.BigInteger;

/**
 * A place or constant made ready, with its type.
 *
 * @param place where it lies
 * @param ty its type
 * @param literal whether it is the number {@code bits}
 * @param bits that number
 * @param moved whether the place holds nothing once the value is taken
 */
record Value(PlaceCode place, Ty ty, boolean literal, long bits, boolean moved) {

  static Value of(PlaceCode place, Ty ty) {
    return new Value(place, ty, false, 0, false);
  }

  /** The same, taken for good. */
  Value moving() {
    return new Value(place, ty, literal, bits, true);
  }

  /** Its bits, as many as it has, up to 64. */
  long bits(Machine machine, Frame frame) throws Halt {
    demandNoItem();
    return literal ? bits : valid(machine.bits(place.at(frame), ty.size()));
  }

  /** The bits, if they are a value. */
  private long valid(long raw) throws Halt {
    if (ty instanceof Ty.Bool || ty instanceof Ty.Char) {
      Validity.demandScalar(ty, raw);
    }
    return raw;
  }

  /** A constant of which nothing but its path is known is taken for a function. */
  private void demandNoItem() throws Halt {
    if (ty instanceof Ty.Item item) {
      throw Halt.unknown("the constant `" + item.path() + "`");
    }
  }

  /** Its value as a number of its type. */
  long number(Machine machine, Frame frame) throws Halt {
    long raw = bits(machine, frame);
    return isSigned() ? Bits.signed(raw, ty.size()) : raw;
  }

  boolean isSigned() {
    return ty instanceof Ty.Int number && number.signed();
  }

  /** Its value as a number of its type, however wide. */
  BigInteger wide(Machine machine, Frame frame) throws Halt {
    demandNoItem();
    if (ty.size() <= 8) {
      long raw = bits(machine, frame);
      return isSigned() ? BigInteger.valueOf(Bits.signed(raw, ty.size())) : Bits.unsigned(raw);
    }
    Place at = machine.access(place.at(frame), 16, false);
    BigInteger low = Bits.unsigned(Machine.bitsAt(at, 8));
    long high = Machine.bitsAt(at.plus(8), 8);
    BigInteger top = isSigned() ? BigInteger.valueOf(high) : Bits.unsigned(high);
    return top.shiftLeft(64).add(low);
  }

  /** An allocation that holds it. */
  Allocation copy(Machine machine, Frame frame) throws Halt {
    Allocation copy = machine.allocate(Allocation.Kind.LOCAL, "a temporary", ty.size(), ty.align());
    if (literal) {
      copy.setBits(0, ty.size(), bits);
    } else if (ty.size() > 0) {
      Place at = machine.access(place.at(frame), ty.size(), false);
      if (at.allocation != null) {
        copy.copy(at.allocation, (int) at.offset, 0, ty.size());
      }
    }
    return copy;
  }

  /** Its value as a pointer. */
  Pointer pointer(Machine machine, Frame frame) throws Halt {
    demandNoItem();
    return literal ? new Pointer(bits, null, 0) : machine.load(place.at(frame), ty.size() > 8);
  }
}

package dev.fabula.isa.arm;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/**
 * A shifted value and the bit that was shifted out last (Arm ARM, A8.4.3).
 *
 * @param value 32 bits
 * @param carry one bit
 */
record Shifter(Term value, Term carry) {

  private static final int WIDTH = 32;

  /** Shifts by an amount of 8 bits; by zero the carry stays what it was. */
  static Shifter shift(Term value, String operation, Term amount, Term carry)
      throws UnknownInstruction {
    Term by = amount.zext(WIDTH + 1);
    Term above = value.zext(WIDTH + 1).shl(by);
    Term below = value.concat(value.bank().zero(1));
    Term logical = below.lshr(by);
    Term arithmetic = below.ashr(by);
    Term rotated = value.rotr(amount.zext(WIDTH).and(value.bank().constant(31, WIDTH)));
    Shifter shifted =
        switch (operation) {
          case "lsl" -> new Shifter(above.truncate(WIDTH), above.bit(WIDTH));
          case "lsr" -> new Shifter(logical.extract(WIDTH, 1), logical.bit(0));
          case "asr" -> new Shifter(arithmetic.extract(WIDTH, 1), arithmetic.bit(0));
          case "ror" -> new Shifter(rotated, rotated.sign());
          default -> throw new UnknownInstruction("no shift " + operation);
        };
    Term still = amount.eq(amount.bank().zero(amount.width()));
    return new Shifter(shifted.value, still.ite(carry, shifted.carry));
  }

  /** Rotates right by one through the carry. */
  static Shifter rotateThrough(Term value, Term carry) {
    return new Shifter(carry.concat(value.extract(WIDTH - 1, 1)), value.bit(0));
  }

  /** A number in the instruction; one that was rotated into place gives its top bit as carry. */
  static Shifter number(Term value, Term carry) {
    if (!value.isConstant() || value.longValue() <= 0xff || isRepeated(value.longValue())) {
      return new Shifter(value, carry);
    }
    return new Shifter(value, value.sign());
  }

  /** T32 has patterns of repeated bytes (A6.3.2), which no rotation makes. */
  private static boolean isRepeated(long value) {
    return (value & 0xffff) == value >>> 16;
  }
}

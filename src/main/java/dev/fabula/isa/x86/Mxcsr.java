package dev.fabula.isa.x86;

import dev.fabula.ieee.Rounding;
import dev.fabula.ieee.Rules;
import dev.fabula.ieee.Rules.Denormals;
import dev.fabula.term.Term;
import java.math.BigInteger;

/**
 * MXCSR's control bits, from bit 6 of the register on (Intel SDM volume 1, 10.2.3).
 *
 * <p>Exceptions count as masked: an unmasked one ends the code, which no site survives.
 */
final class Mxcsr {
  private static final int DENORMALS_ARE_ZERO = 0;
  private static final int UNDERFLOW_MASK = 5;
  private static final int ROUNDING = 7;
  private static final int FLUSH_TO_ZERO = 9;

  private Mxcsr() {}

  /** The rules that the control bits set. */
  static Rules rules(BigInteger control) {
    boolean flushes = control.testBit(FLUSH_TO_ZERO) && control.testBit(UNDERFLOW_MASK);
    return new Rules(
        rounding(control.shiftRight(ROUNDING).intValue()),
        false,
        control.testBit(DENORMALS_ARE_ZERO) ? Denormals.FLUSHED : Denormals.KEPT_AND_TOLD,
        flushes,
        0,
        X86Nans.SSE);
  }

  /** The same for operations that denormal operands are no exception of. */
  static Rules silent(BigInteger control) {
    Rules rules = rules(control);
    return control.testBit(DENORMALS_ARE_ZERO) ? rules : rules.with(Denormals.KEPT);
  }

  /** The rounding that two bits choose. */
  static Rounding rounding(int bits) {
    return switch (bits & 3) {
      case 0 -> Rounding.NEAREST_EVEN;
      case 1 -> Rounding.DOWN;
      case 2 -> Rounding.UP;
      default -> Rounding.ZERO;
    };
  }

  /** Whether neither denormal operands nor tiny results become zero. */
  static boolean isPlain(BigInteger control) {
    return !control.testBit(DENORMALS_ARE_ZERO) && !control.testBit(FLUSH_TO_ZERO);
  }

  /** The two bits that choose the rounding: nearest, down, up, to zero. */
  static int roundingBits(BigInteger control) {
    return control.shiftRight(ROUNDING).intValue() & 3;
  }

  /** Whether denormal operands count as zero. */
  static Term denormalsAreZero(Step s) {
    return s.get(s.registers.mxcsrControl).bit(DENORMALS_ARE_ZERO);
  }

  /** Sets exception flags, which stay set. */
  static void raise(Step s, Term flags) {
    s.set(s.registers.mxcsrFlags, s.get(s.registers.mxcsrFlags).or(flags));
  }
}

package dev.fabula.isa.x86;

import dev.fabula.term.KnownFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Scattering and gathering of bits by a mask: functions with a known value, because as formulas
 * they are too large.
 *
 * @param bits of the second argument
 */
record BitFunction(Kind kind, int bits) implements KnownFunction {

  /** What is computed. */
  enum Kind {
    /** PDEP: low bits of the source go where the mask has ones. */
    DEPOSIT,
    /** PEXT: bits of the source under ones of the mask go to the low end. */
    EXTRACT
  }

  @Override
  public String name() {
    return "x86.bits." + kind.name().toLowerCase(Locale.ROOT) + "." + bits;
  }

  @Override
  public int width() {
    return bits;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    return moved(arguments.get(0), arguments.get(1));
  }

  private BigInteger moved(BigInteger source, BigInteger mask) {
    BigInteger result = BigInteger.ZERO;
    int low = 0;
    for (int at = 0; at < bits; at++) {
      if (mask.testBit(at)) {
        int from = kind == Kind.DEPOSIT ? low : at;
        int to = kind == Kind.DEPOSIT ? at : low;
        result = source.testBit(from) ? result.setBit(to) : result;
        low++;
      }
    }
    return result;
  }
}

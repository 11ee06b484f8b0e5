package dev.fabula.isa.x86;

import dev.fabula.ieee.Format;
import dev.fabula.ieee.Rules.Nans;
import java.math.BigInteger;
import java.util.List;

/** The NaNs that arithmetic yields (Intel SDM volume 1, 4.8.3.5 and table 4-7). */
enum X86Nans implements Nans {
  /** The first operand that is a NaN. */
  SSE {
    @Override
    public BigInteger propagated(Format format, List<BigInteger> operands) {
      return format.quiet(
          operands.stream().filter(o -> isNan(format, o)).findFirst().orElseThrow());
    }
  },

  /** A quiet one before a signalling one, then the one with the larger significand. */
  X87 {
    @Override
    public BigInteger propagated(Format format, List<BigInteger> operands) {
      List<BigInteger> nans = operands.stream().filter(o -> isNan(format, o)).toList();
      List<BigInteger> quiet = nans.stream().filter(o -> !format.read(o).isSignalling()).toList();
      List<BigInteger> chosen = quiet.isEmpty() ? nans : quiet;
      return format.quiet(chosen.stream().reduce((a, b) -> larger(format, a, b)).orElseThrow());
    }
  };

  /** The one with the larger significand, of equal ones the positive. */
  private static BigInteger larger(Format format, BigInteger a, BigInteger b) {
    int sign = format.width() - 1;
    int order = a.clearBit(sign).compareTo(b.clearBit(sign));
    return order > 0 || order == 0 && !a.testBit(sign) ? a : b;
  }

  static boolean isNan(Format format, BigInteger bits) {
    return format.read(bits).isNan();
  }

  /** The "QNaN floating-point indefinite". */
  @Override
  public BigInteger fresh(Format format) {
    return format.nan(true);
  }

  @Override
  public BigInteger converted(Format from, Format to, BigInteger nan) {
    return from.convertedNan(to, nan);
  }

  @Override
  public boolean invalidProductFirst() {
    return false;
  }
}

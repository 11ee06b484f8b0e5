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
  };

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

package dev.fabula.ieee;

import java.math.BigInteger;
import java.util.List;

/**
 * One NaN for all: on RISC-V (unprivileged ISA, 20.3), and in Java as {@code doubleToLongBits}
 * shows it.
 */
public enum CanonicalNans implements Rules.Nans {
  /** A quiet NaN without payload. */
  NAN;

  @Override
  public BigInteger fresh(Format format) {
    return format.nan(false);
  }

  @Override
  public BigInteger propagated(Format format, List<BigInteger> operands) {
    return format.nan(false);
  }

  @Override
  public BigInteger converted(Format from, Format to, BigInteger nan) {
    return to.nan(false);
  }

  @Override
  public boolean invalidProductFirst() {
    return true;
  }
}

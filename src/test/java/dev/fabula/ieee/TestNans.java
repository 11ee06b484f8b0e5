package dev.fabula.ieee;

import java.math.BigInteger;
import java.util.List;

/** One NaN for all, as Java's arithmetic has it after {@code doubleToLongBits}. */
enum TestNans implements Rules.Nans {
  CANONICAL;

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

package dev.fabula.ieee;

import java.math.BigInteger;
import java.util.List;

/**
 * What the standard leaves to an architecture, and the state that controls an operation.
 *
 * @param tinyBeforeRounding whether a result is tiny by its exact value, or by its rounded one
 * @param inputs what becomes of denormal operands
 * @param flushesResults whether tiny results become zero
 * @param precision the bits of a significand that results are rounded to, 0 for the format's
 */
public record Rules(
    Rounding rounding,
    boolean tinyBeforeRounding,
    Denormals inputs,
    boolean flushesResults,
    int precision,
    Nans nans) {

  /** What becomes of denormal operands. */
  public enum Denormals {
    /** They are numbers like others. */
    KEPT,
    /** They are numbers, and numerical operations tell by {@link Flag#DENORMAL} (x86). */
    KEPT_AND_TOLD,
    /** They count as zero. */
    FLUSHED,
    /** They count as zero, and that is told by {@link Flag#DENORMAL} (Arm). */
    FLUSHED_AND_TOLD;

    boolean flush() {
      return this == FLUSHED || this == FLUSHED_AND_TOLD;
    }
  }

  /** The NaN that an operation yields. */
  public interface Nans {
    /** The NaN of an invalid operation. */
    BigInteger fresh(Format format);

    /** The NaN that an operation yields whose operands, at least one of them a NaN, these are. */
    BigInteger propagated(Format format, List<BigInteger> operands);

    /** The NaN of a format that a NaN of another one becomes. */
    BigInteger converted(Format from, Format to, BigInteger nan);

    /** Whether zero times infinity is invalid even if a quiet NaN is added; that is then fresh. */
    boolean invalidProductFirst();
  }

  /** Whether denormal operands count as zero. */
  public boolean flushesInputs() {
    return inputs.flush();
  }

  /** Whether a magnitude beyond the largest float becomes infinite. */
  public boolean overflows(boolean negative) {
    return rounding.overflows(negative);
  }

  /** The same with another rounding. */
  public Rules with(Rounding other) {
    return new Rules(other, tinyBeforeRounding, inputs, flushesResults, precision, nans);
  }

  /** The same with another treatment of denormal operands. */
  public Rules with(Denormals other) {
    return new Rules(rounding, tinyBeforeRounding, other, flushesResults, precision, nans);
  }

  /** The same without flushing of tiny results. */
  public Rules keepingTiny() {
    return new Rules(rounding, tinyBeforeRounding, inputs, false, precision, nans);
  }
}

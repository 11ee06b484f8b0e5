package dev.fabula.ieee;

/** How a number between two floats becomes one of them (IEEE 754-2019, 4.3). */
public enum Rounding {
  /** The nearest, of two equally near the one with an even significand. */
  NEAREST_EVEN,
  /** The nearest, of two equally near the one further from zero. */
  NEAREST_AWAY,
  /** The lower. */
  DOWN,
  /** The upper. */
  UP,
  /** The one nearer to zero. */
  ZERO,
  /** The one with an odd significand, so that rounding once more makes no second error. */
  ODD;

  /**
   * Whether a magnitude that lies between two is rounded to the larger one.
   *
   * @param odd whether the smaller one is odd
   * @param half whether the magnitude is at least half way
   * @param rest whether it is more than at the smaller one or half way
   */
  boolean increments(boolean negative, boolean odd, boolean half, boolean rest) {
    return switch (this) {
      case NEAREST_EVEN -> half && (rest || odd);
      case NEAREST_AWAY -> half;
      case DOWN -> negative && (half || rest);
      case UP -> !negative && (half || rest);
      case ZERO -> false;
      case ODD -> !odd && (half || rest);
    };
  }

  /** Whether a magnitude beyond the largest float becomes infinite. */
  boolean overflows(boolean negative) {
    return switch (this) {
      case NEAREST_EVEN, NEAREST_AWAY -> true;
      case DOWN -> negative;
      case UP -> !negative;
      case ZERO, ODD -> false;
    };
  }
}

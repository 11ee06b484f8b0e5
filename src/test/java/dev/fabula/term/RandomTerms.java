package dev.fabula.term;

/** Random terms for the tests of other packages. */
public final class RandomTerms {
  private RandomTerms() {}

  /** A term of this width that the seed decides, built in the bank. */
  public static Term of(Terms bank, long seed, int width, int depth) {
    return new TreeSource(seed).vector(width, depth).build(bank);
  }
}

package dev.fabula.exec;

/**
 * Bounds on the exploration of one allocation's code.
 *
 * @param visits how often a path may come to the same instruction
 * @param steps instructions on one path
 * @param paths paths in all
 */
public record Limits(int visits, int steps, int paths) {

  /** The usual bounds. */
  public static final Limits USUAL = new Limits(4, 2_000, 64);
}

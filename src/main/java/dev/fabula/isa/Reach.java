package dev.fabula.isa;

/**
 * How many bytes from its start on a sweep touches.
 *
 * @param least as many certainly
 * @param most no more than these
 */
public record Reach(int least, int most) {

  /** Nothing is known of it. */
  public static final Reach OPEN = new Reach(0, Integer.MAX_VALUE);

  /** So many bytes. */
  public static Reach of(int bytes) {
    return new Reach(bytes, bytes);
  }
}

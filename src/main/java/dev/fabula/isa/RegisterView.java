package dev.fabula.isa;

/**
 * A name under which assembly reads and writes some bits of a {@link Location}.
 *
 * @param name lower-case register name, as in {@code eax}
 * @param location the register that holds the bits
 * @param low lowest bit of the view in its location
 * @param width width of the view in bits
 * @param onWrite what a plain write through this name does to the other bits
 */
public record RegisterView(String name, Location location, int low, int width, WriteRule onWrite) {

  /** What a write through a narrow name does to the rest of the register. */
  public enum WriteRule {
    /** The other bits keep their values. */
    MERGE,
    /** The bits above the view become zero. */
    ZERO_EXTEND,
    /** The bits above the view become one (RISC-V's boxes for narrow floats). */
    ONE_EXTEND
  }

  /** The view of a whole location under the location's own name. */
  public static RegisterView whole(Location location) {
    return new RegisterView(location.name(), location, 0, location.width(), WriteRule.MERGE);
  }

  /** Whether the view is the whole location. */
  public boolean isWhole() {
    return width == location.width();
  }

  @Override
  public String toString() {
    return name;
  }
}

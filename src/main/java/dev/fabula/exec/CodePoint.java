package dev.fabula.exec;

/**
 * A place in a site's code.
 *
 * @param section number of the section in the object
 * @param offset in bytes from the section's start
 */
public record CodePoint(int section, int offset) {

  /** Another place in the same section. */
  public CodePoint at(int other) {
    return new CodePoint(section, other);
  }
}

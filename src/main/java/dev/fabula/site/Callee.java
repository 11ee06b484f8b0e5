package dev.fabula.site;

/**
 * What the declaration of a function tells those who call it.
 *
 * @param abi the string after {@code extern}; {@code Rust} if there is none
 * @param returns whether it may come back; a result of type {@code !} says that it never does
 */
public record Callee(String abi, boolean returns) {

  /** The ABI of functions that say nothing of theirs; it is not specified. */
  public static final String UNSPECIFIED = "Rust";
}

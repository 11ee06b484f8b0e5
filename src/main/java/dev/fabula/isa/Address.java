package dev.fabula.isa;

import java.util.Optional;

/**
 * A number known when the code is assembled: a constant, or the address of a symbol plus a
 * constant.
 *
 * @param symbol the symbol, where a relocation names one
 * @param part which part of the symbol's address is meant
 * @param addend the constant, in bytes where a symbol is named
 */
public record Address(Optional<String> symbol, Part part, long addend) {

  /** The part of a symbol's address that a relocation yields. */
  public enum Part {
    /** The whole address. */
    WHOLE,
    /** The address of the symbol's 4 KiB page (AArch64 {@code adrp}). */
    PAGE,
    /** The low 12 bits (AArch64 {@code :lo12:}). */
    LOW_12,
    /** The address of the symbol's entry in the global offset table. */
    GOT,
    /** An offset from the thread pointer. */
    THREAD,
    /** Any other part; its value is arbitrary but fixed. */
    OTHER
  }

  /** A plain constant. */
  public static Address constant(long value) {
    return new Address(Optional.empty(), Part.WHOLE, value);
  }

  /** The address of a symbol plus a constant. */
  public static Address of(String symbol, Part part, long addend) {
    return new Address(Optional.of(symbol), part, addend);
  }
}

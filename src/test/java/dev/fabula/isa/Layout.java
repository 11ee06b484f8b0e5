package dev.fabula.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * How the part of a machine state that is compared with an emulator lies in memory: fields for
 * locations, and a buffer behind them.
 *
 * @param size of all in bytes
 * @param buffer offset of the buffer, which reaches to the end
 */
public record Layout(List<Field> fields, int buffer, int size) {

  /** Bytes of the buffer. */
  public static final int BUFFER_SIZE = 256;

  /**
   * Bits of a word that hold a location's value.
   *
   * @param location its name
   * @param offset of the word in bytes
   * @param bytes of the word
   * @param low lowest bit of the value in the word
   * @param bits width of the value
   */
  public record Field(String location, int offset, int bytes, int low, int bits) {}

  /** The layout of these fields with a buffer behind them. */
  public static Layout of(List<Field> fields, int end) {
    return new Layout(List.copyOf(fields), end, end + BUFFER_SIZE);
  }

  /** A row of equal words for registers of consecutive numbers. */
  public static List<Field> row(String prefix, int first, int count, int offset, int bytes) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Field(prefix + (first + i), offset + i * bytes, bytes, 0, 8 * bytes));
    }
    return fields;
  }
}

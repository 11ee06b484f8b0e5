package dev.fabula.isa.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a machine state lies in the memory of the program that runs forms: fields for locations,
 * three words for the program itself, and at the end what the data memory holds.
 *
 * @param code offset of the word with the address of the code to run
 * @param window offset of the word with the address where the buffer goes
 * @param trapped offset of the word that becomes the number of the signal that ended the code
 * @param wordSize bytes of these three words
 * @param buffer offset of the buffer, which reaches to the end
 * @param size of all in bytes
 */
record Layout(
    List<Field> fields, int code, int window, int trapped, int wordSize, int buffer, int size) {

  /** Bytes of the buffer. */
  static final int BUFFER_SIZE = 256;

  /**
   * Bits of a state that belong together.
   *
   * @param offset of their first byte; -1 for zeros that lie nowhere
   * @param low lowest bit, counted from there
   * @param bits how many
   */
  record Part(int offset, int low, int bits) {

    /** Zeros. */
    static Part gap(int bits) {
      return new Part(-1, 0, bits);
    }
  }

  /**
   * Where a location's value lies; bits above the parts are zero and not compared.
   *
   * @param location its name
   * @param parts from the least significant one
   */
  record Field(String location, List<Part> parts) {

    /** A field of one part. */
    static Field of(String location, int offset, int low, int bits) {
      return new Field(location, List.of(new Part(offset, low, bits)));
    }

    /** How many bits of the location the state holds. */
    int bits() {
      return parts.stream().mapToInt(Part::bits).sum();
    }
  }

  /** A row of equal words for locations of consecutive numbers. */
  static List<Field> row(String prefix, int first, int count, int offset, int bytes) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(Field.of(prefix + (first + i), offset + i * bytes, 0, 8 * bytes));
    }
    return fields;
  }

  /** The fields by the names of their locations. */
  Map<String, Field> byLocation() {
    return fields.stream().collect(Collectors.toMap(Field::location, f -> f));
  }
}

package dev.fabula.asm;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes. */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of the given bytes. */
  public static Bytes of(byte... content) {
    return new Bytes(content.clone());
  }

  /** The bytes of a hexadecimal text such as {@code 0f 05}; blanks are ignored. */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** Number of bytes. */
  public int length() {
    return content.length;
  }

  /** The byte at the index as 0 to 255. */
  public int at(int index) {
    return content[index] & 0xff;
  }

  /** The bytes from start to end, end excluded. */
  public Bytes slice(int start, int end) {
    return new Bytes(Arrays.copyOfRange(content, start, end));
  }

  /** A fresh array with the bytes. */
  public byte[] toArray() {
    return content.clone();
  }

  /** The unsigned little-endian number of up to eight bytes at the index. */
  public long littleEndian(int index, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | at(index + i);
    }
    return value;
  }

  /** The unsigned big-endian number of up to eight bytes at the index. */
  public long bigEndian(int index, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | at(index + i);
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Two hexadecimal digits a byte, separated by blanks. */
  @Override
  public String toString() {
    return HexFormat.ofDelimiter(" ").formatHex(content);
  }
}

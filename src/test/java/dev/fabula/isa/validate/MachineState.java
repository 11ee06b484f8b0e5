package dev.fabula.isa.validate;

import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.isa.validate.Layout.Part;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A machine state as bytes in a {@link Layout}. */
final class MachineState {

  private static final Map<Long, BigInteger[]> ADDRESSES = new HashMap<>();

  private final Layout layout;
  private final byte[] bytes;
  private @Nullable Map<BigInteger, Integer> memory;

  MachineState(Layout layout, byte[] bytes) {
    this.layout = layout;
    this.bytes = bytes;
  }

  Layout layout() {
    return layout;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The state of zeros. */
  static MachineState empty(Layout layout) {
    return new MachineState(layout, new byte[layout.size()]);
  }

  /** An independent copy. */
  MachineState copy() {
    return new MachineState(layout, bytes.clone());
  }

  /** The unsigned value that a field holds. */
  BigInteger get(Field field) {
    BigInteger value = BigInteger.ZERO;
    int shift = 0;
    for (Part part : field.parts()) {
      value = value.or(get(part).shiftLeft(shift));
      shift += part.bits();
    }
    return value;
  }

  private BigInteger get(Part part) {
    if (part.offset() < 0) {
      return BigInteger.ZERO;
    }
    if (part.low() == 0 && part.bits() < 64 && part.bits() % 8 == 0) {
      return BigInteger.valueOf(littleEndian(part.offset(), part.bits() / 8));
    }
    int count = (part.low() + part.bits() + 7) / 8;
    byte[] big = new byte[count];
    for (int i = 0; i < count; i++) {
      big[count - 1 - i] = bytes[part.offset() + i];
    }
    BigInteger all = new BigInteger(1, big);
    return part.low() == 0 && part.bits() % 8 == 0
        ? all
        : all.shiftRight(part.low()).and(ones(part.bits()));
  }

  static BigInteger ones(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  /** Sets a field to a value modulo its size. */
  void put(Field field, BigInteger value) {
    BigInteger rest = value;
    for (Part part : field.parts()) {
      put(part, rest.and(ones(part.bits())));
      rest = rest.shiftRight(part.bits());
    }
  }

  private void put(Part part, BigInteger value) {
    if (part.offset() < 0) {
      return;
    }
    if (part.low() == 0 && part.bits() % 8 == 0) {
      byte[] big = value.toByteArray();
      for (int i = 0; i < part.bits() / 8; i++) {
        bytes[part.offset() + i] = i < big.length ? big[big.length - 1 - i] : 0;
      }
      return;
    }
    for (int bit = 0; bit < part.bits(); ) {
      int at = part.low() + bit;
      int count = Math.min(8 - at % 8, part.bits() - bit);
      int mask = (1 << count) - 1 << at % 8;
      int chunk = value.shiftRight(bit).intValue() << at % 8 & mask;
      int index = part.offset() + at / 8;
      bytes[index] = (byte) (bytes[index] & ~mask | chunk);
      bit += count;
    }
  }

  /** Whether two states hold the same in a field. */
  boolean agrees(MachineState other, Field field) {
    for (Part part : field.parts()) {
      boolean whole = part.offset() >= 0 && part.low() == 0 && part.bits() % 8 == 0;
      int end = part.offset() + part.bits() / 8;
      boolean same =
          whole
              ? Arrays.equals(bytes, part.offset(), end, other.bytes, part.offset(), end)
              : get(part).equals(other.get(part));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private long word(int offset) {
    return littleEndian(offset, layout.wordSize());
  }

  private long littleEndian(int offset, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | bytes[offset + i] & 0xff;
    }
    return value;
  }

  /** The buffer's bytes by their addresses, as they are when first asked for. */
  Map<BigInteger, Integer> memory() {
    if (memory == null) {
      BigInteger[] addresses =
          ADDRESSES.computeIfAbsent(
              window(),
              start ->
                  LongStream.range(start, start + Layout.BUFFER_SIZE)
                      .mapToObj(BigInteger::valueOf)
                      .toArray(BigInteger[]::new));
      Map<BigInteger, Integer> all = HashMap.newHashMap(Layout.BUFFER_SIZE);
      for (int n = 0; n < Layout.BUFFER_SIZE; n++) {
        all.put(addresses[n], buffer(n));
      }
      memory = Map.copyOf(all);
    }
    return memory;
  }

  private void word(int offset, long value) {
    for (int i = 0; i < layout.wordSize(); i++) {
      bytes[offset + i] = (byte) (value >> 8 * i);
    }
  }

  /** Address of the code. */
  long code() {
    return word(layout.code());
  }

  void code(long address) {
    word(layout.code(), address);
  }

  /** Address of the buffer's first byte while the code runs. */
  long window() {
    return word(layout.window());
  }

  void window(long address) {
    word(layout.window(), address);
  }

  /** The signal that ended the code, or 0. */
  int signal() {
    return (int) word(layout.trapped());
  }

  void clearSignal() {
    word(layout.trapped(), 0);
  }

  /** A byte of the buffer, 0 to 255. */
  int buffer(int index) {
    return bytes[layout.buffer() + index] & 0xff;
  }

  void buffer(int index, int value) {
    bytes[layout.buffer() + index] = (byte) value;
  }
}

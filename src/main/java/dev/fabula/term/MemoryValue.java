package dev.fabula.term;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory's contents under an assignment: an initial memory and the bytes written since. */
public final class MemoryValue {
  private final InitialMemory initial;
  private final int addressWidth;
  private final @Nullable MemoryValue before;
  private final BigInteger address;
  private final int content;

  private MemoryValue(
      InitialMemory initial,
      int addressWidth,
      @Nullable MemoryValue before,
      BigInteger address,
      int content) {
    this.initial = initial;
    this.addressWidth = addressWidth;
    this.before = before;
    this.address = address;
    this.content = content;
  }

  static MemoryValue initial(Assignment assignment, String name, int addressWidth) {
    return new MemoryValue(assignment.memory(name), addressWidth, null, BigInteger.ZERO, 0);
  }

  /** The byte, 0 to 255, at an address taken modulo 2^(address width). */
  public int at(BigInteger where) {
    BigInteger wanted = Concrete.reduce(where, addressWidth);
    MemoryValue value = this;
    while (value.before != null) {
      if (value.address.equals(wanted)) {
        return value.content;
      }
      value = value.before;
    }
    return initial.at(wanted);
  }

  /** The little-endian number of {@code bytes} bytes from an address. */
  public BigInteger load(BigInteger where, int bytes) {
    BigInteger result = BigInteger.ZERO;
    for (int i = bytes - 1; i >= 0; i--) {
      int each = at(where.add(BigInteger.valueOf(i)));
      result = result.shiftLeft(8).or(BigInteger.valueOf(each));
    }
    return result;
  }

  /** This memory with a little-endian number of {@code bytes} bytes written at an address. */
  public MemoryValue store(BigInteger where, BigInteger value, int bytes) {
    MemoryValue result = this;
    for (int i = 0; i < bytes; i++) {
      BigInteger to = Concrete.reduce(where.add(BigInteger.valueOf(i)), addressWidth);
      int each = value.shiftRight(8 * i).intValue() & 0xff;
      result = new MemoryValue(initial, addressWidth, result, to, each);
    }
    return result;
  }

  /** The bytes that differ from the initial memory, by address. */
  public Map<BigInteger, Integer> changes() {
    Map<BigInteger, Integer> changes = new HashMap<>();
    for (MemoryValue value = this; value.before != null; value = value.before) {
      changes.putIfAbsent(value.address, value.content);
    }
    changes.entrySet().removeIf(e -> initial.at(e.getKey()) == e.getValue());
    return changes;
  }

  /** A number that equal contents share, and that different contents hardly ever do. */
  public BigInteger fingerprint() {
    long sum = initial.noise();
    for (Map.Entry<BigInteger, Integer> change : changes().entrySet()) {
      sum += Noise.mix(Noise.of(change.getKey()) * 257 + change.getValue());
    }
    return Concrete.reduce(BigInteger.valueOf(Noise.mix(sum)), 64);
  }
}

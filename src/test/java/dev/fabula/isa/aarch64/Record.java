package dev.fabula.isa.aarch64;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The part of a machine state that qemu and our evaluator are compared on, as bytes: x0–x17, sp,
 * nzcv, fpsr, v0–v7, and a buffer.
 */
final class Record {

  static final int GENERAL = 18;
  static final int VECTORS = 8;
  static final int SP = 8 * GENERAL;
  static final int NZCV = SP + 8;
  static final int FPSR = NZCV + 8;
  static final int VECTOR = FPSR + 16;
  static final int BUFFER = VECTOR + 16 * VECTORS;
  static final int BUFFER_SIZE = 256;
  static final int SIZE = BUFFER + BUFFER_SIZE;

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    -2,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    0x80000000L,
    0xffffffffL,
    0x7fffffff80000000L,
    0xff,
    0x80,
    0x8000,
    63,
    64,
    0x5555555555555555L
  };

  private final long base;
  final byte[] bytes;

  /** A record that lies at an address. */
  Record(long base, byte[] bytes) {
    this.base = base;
    this.bytes = bytes;
  }

  /** Edge values and random ones; x14, x15 are small indexes, x16, x17 and sp addresses. */
  static Record random(long base, Random random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 14; i++) {
      if (random.nextInt(3) > 0) {
        buffer.putLong(8 * i, EDGES[random.nextInt(EDGES.length)]);
      }
    }
    for (int i = 0; i < 2 * VECTORS; i++) {
      if (random.nextInt(3) == 0) {
        buffer.putLong(VECTOR + 8 * i, EDGES[random.nextInt(EDGES.length)]);
      }
    }
    buffer.putLong(8 * 14, random.nextInt(8));
    buffer.putLong(8 * 15, (long) random.nextInt() << 32 | (random.nextInt(16) - 8) & 0xffffffffL);
    long middle = base + BUFFER + BUFFER_SIZE / 2;
    buffer.putLong(8 * 16, middle);
    buffer.putLong(8 * 17, middle);
    buffer.putLong(SP, middle);
    buffer.putLong(NZCV, (random.nextInt(16) & 0xfL) << 28);
    buffer.putLong(FPSR, 0);
    return new Record(base, bytes);
  }

  /** Puts the state into our evaluator. */
  void load(ConcreteCpu cpu) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < GENERAL; i++) {
      cpu.put("x" + i, buffer.getLong(8 * i));
    }
    cpu.put("sp", buffer.getLong(SP));
    long flags = buffer.getLong(NZCV) >>> 28;
    cpu.put("n", flags >> 3);
    cpu.put("z", flags >> 2);
    cpu.put("c", flags >> 1);
    cpu.put("v", flags);
    cpu.put("fpsr", buffer.getLong(FPSR));
    for (int i = 0; i < VECTORS; i++) {
      cpu.put("v" + i, vector(buffer, VECTOR + 16 * i));
    }
    for (int i = 0; i < BUFFER_SIZE; i++) {
      cpu.putByte(base + BUFFER + i, bytes[BUFFER + i]);
    }
  }

  private static BigInteger vector(ByteBuffer buffer, int at) {
    BigInteger high = new BigInteger(Long.toUnsignedString(buffer.getLong(at + 8)));
    BigInteger low = new BigInteger(Long.toUnsignedString(buffer.getLong(at)));
    return high.shiftLeft(64).or(low);
  }

  /** What differs between this state and the evaluator's; what it wrote inexactly may differ. */
  List<String> differences(ConcreteCpu cpu) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < GENERAL; i++) {
      compare("x" + i, cpu.term("x" + i), unsigned(buffer.getLong(8 * i)), found);
    }
    compare("sp", cpu.term("sp"), unsigned(buffer.getLong(SP)), found);
    long flags = buffer.getLong(NZCV) >>> 28;
    for (int i = 0; i < 4; i++) {
      String flag = List.of("v", "c", "z", "n").get(i);
      compare(flag, cpu.term(flag), BigInteger.valueOf(flags >> i & 1), found);
    }
    compare("fpsr", cpu.term("fpsr"), unsigned(buffer.getLong(FPSR)), found);
    for (int i = 0; i < VECTORS; i++) {
      compare("v" + i, cpu.term("v" + i), vector(buffer, VECTOR + 16 * i), found);
    }
    for (int i = 0; i < BUFFER_SIZE && !cpu.swept; i++) {
      BigInteger there = BigInteger.valueOf(bytes[BUFFER + i] & 0xff);
      compare("buffer+" + i, cpu.byteAt(base + BUFFER + i), there, found);
    }
    return found;
  }

  /** This state at another address, with everything changed that is not in the given locations. */
  Record scrambled(long other, Set<Location> kept, Random random) {
    byte[] changed = random(other, random).bytes;
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    for (Location location : kept) {
      for (int i = place(location); i < place(location) + size(location); i++) {
        to.put(i, from.get(i));
      }
    }
    if (kept.stream().anyMatch(l -> l.width() == 1)) {
      to.putLong(NZCV, from.getLong(NZCV)); // qemu's flags are one register here
    }
    return new Record(other, changed);
  }

  /** Which of the given locations have another value in another state. */
  List<String> unlike(Record other, Set<Location> locations) {
    List<String> found = new ArrayList<>();
    for (Location location : locations) {
      int at = place(location);
      if (!Arrays.equals(bytes, at, at + size(location), other.bytes, at, at + size(location))) {
        found.add(location.name());
      }
    }
    return found;
  }

  private static int place(Location location) {
    return switch (location.kind()) {
      case GENERAL -> 8 * Integer.parseInt(location.name().substring(1));
      case VECTOR -> VECTOR + 16 * Integer.parseInt(location.name().substring(1));
      case FLAG -> location.width() == 1 ? NZCV : FPSR;
      default -> SP;
    };
  }

  private static int size(Location location) {
    return location.width() == 128 ? 16 : location.kind() == Kind.CONTROL ? 0 : 8;
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static void compare(String what, Term ours, BigInteger theirs, List<String> found) {
    if (ours.isConstant() && !ours.value().equals(theirs)) {
      found.add(what + " is " + ours.value().toString(16) + " but " + theirs.toString(16));
    }
  }
}

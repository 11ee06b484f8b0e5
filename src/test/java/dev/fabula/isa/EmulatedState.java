package dev.fabula.isa;

import dev.fabula.isa.Layout.Field;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A machine state as bytes in a {@link Layout}: what goes into an emulator and what comes out. */
public final class EmulatedState {

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

  private final Layout layout;
  private final long base;
  final byte[] bytes;

  /** The state whose bytes lie at an address. */
  public EmulatedState(Layout layout, long base, byte[] bytes) {
    this.layout = layout;
    this.base = base;
    this.bytes = bytes;
  }

  /** Random bytes, mixed with words of edge values. */
  public static EmulatedState random(Layout layout, long base, Random random) {
    byte[] bytes = new byte[layout.size()];
    random.nextBytes(bytes);
    EmulatedState state = new EmulatedState(layout, base, bytes);
    for (int at = 0; at < layout.buffer(); at += 8) {
      if (random.nextInt(3) > 0) {
        state.word(at, EDGES[random.nextInt(EDGES.length)]);
      }
    }
    return state;
  }

  /** Sets the eight bytes at an offset. */
  public void word(int offset, long value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
  }

  /** Sets the four bytes at an offset. */
  public void half(int offset, int value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
  }

  /** The middle of the buffer. */
  public long middle() {
    return base + layout.buffer() + Layout.BUFFER_SIZE / 2;
  }

  /** Puts the state into our evaluator. */
  public void load(ConcreteCpu cpu) {
    for (Field field : layout.fields()) {
      cpu.put(field.location(), value(field));
    }
    for (int i = layout.buffer(); i < layout.size(); i++) {
      cpu.putByte(base + i, bytes[i]);
    }
  }

  private BigInteger value(Field field) {
    byte[] big = new byte[field.bytes() + 1];
    for (int i = 0; i < field.bytes(); i++) {
      big[field.bytes() - i] = bytes[field.offset() + i];
    }
    BigInteger mask = BigInteger.ONE.shiftLeft(field.bits()).subtract(BigInteger.ONE);
    return new BigInteger(big).shiftRight(field.low()).and(mask);
  }

  /** Where the evaluator claims to know a value, and it is not the one here. */
  public List<String> differences(ConcreteCpu cpu) {
    List<String> found = new ArrayList<>();
    for (Field field : layout.fields()) {
      compare(field.location(), cpu.term(field.location()), value(field), found);
    }
    for (int i = layout.buffer(); i < layout.size() && !cpu.swept; i++) {
      BigInteger there = BigInteger.valueOf(bytes[i] & 0xff);
      compare("byte " + i, cpu.byteAt(base + i), there, found);
    }
    return found;
  }

  private static void compare(String what, Term ours, BigInteger theirs, List<String> found) {
    if (ours.isConstant() && !ours.value().equals(theirs)) {
      found.add(what + " is " + ours.value().toString(16) + " but " + theirs.toString(16));
    }
  }

  /** Takes over what another state has for the given locations. */
  public void adopt(EmulatedState other, Set<Location> locations) {
    for (Field field : fieldsOf(locations)) {
      System.arraycopy(other.bytes, field.offset(), bytes, field.offset(), field.bytes());
    }
  }

  /** Which of the given locations have another value in another state. */
  public List<String> unlike(EmulatedState other, Set<Location> locations) {
    return fieldsOf(locations).stream()
        .filter(f -> !value(f).equals(other.value(f)))
        .map(Field::location)
        .toList();
  }

  private List<Field> fieldsOf(Set<Location> locations) {
    List<String> names = locations.stream().map(Location::name).toList();
    return layout.fields().stream().filter(f -> names.contains(f.location())).toList();
  }

  /** The state in another run's output. */
  EmulatedState in(byte[] output, int at) {
    return new EmulatedState(layout, base, Arrays.copyOfRange(output, at, at + layout.size()));
  }
}

package dev.fabula.asm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Reads and writes of native memory at raw addresses. */
final class NativeMemory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private NativeMemory() {}

  static byte[] bytes(long address, long size) {
    byte[] copy = new byte[Math.toIntExact(size)];
    MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, address, copy, 0, copy.length);
    return copy;
  }

  /** The text up to the zero byte at the address. */
  static String string(long address) {
    if (address == 0) {
      return "";
    }
    return ALL.getString(address, StandardCharsets.UTF_8);
  }

  static int u8(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  static int u16(long address) {
    return ALL.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) & 0xffff;
  }

  static int i32(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  static long i64(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  static void put(long address, byte[] content) {
    MemorySegment.copy(content, 0, ALL, ValueLayout.JAVA_BYTE, address, content.length);
  }

  static void putI64(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  static void putI32(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
  }
}

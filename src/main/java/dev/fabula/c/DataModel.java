package dev.fabula.c;

import dev.fabula.asm.Architecture;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How large types are on an architecture (System V ABI and its supplements).
 *
 * @param pointerBytes size of a pointer and of {@code long}
 * @param longDoubleBytes size of {@code long double}
 * @param wideAlignment alignment of 8-byte scalars inside of structures
 */
record DataModel(int pointerBytes, int longDoubleBytes, int wideAlignment) {

  /** The type {@code int}. */
  static final CType INT = new CType.Int(32, true);

  /** The type {@code char}, signed or not. */
  static final CType CHAR = new CType.Int(8, true);

  /** The model of an architecture on Unix. */
  static DataModel of(Architecture architecture) {
    return switch (architecture) {
      case X86 -> new DataModel(4, 12, 4);
      case ARM -> new DataModel(4, 8, 8);
      case RISCV32, LOONGARCH32, POWERPC -> new DataModel(4, 16, 8);
      case X86_64, AARCH64, ARM64EC, RISCV64, LOONGARCH64, S390X, POWERPC64 ->
          new DataModel(8, 16, 8);
    };
  }

  /** Width of a pointer in bits. */
  int pointerBits() {
    return 8 * pointerBytes;
  }

  /** Width of the format of {@code long double} in bits. */
  int longDoubleBits() {
    boolean extended = longDoubleBytes == 12 || (wideAlignment == 8 && pointerBytes == 8);
    return extended ? 80 : 8 * longDoubleBytes;
  }

  /** Size of a type in bytes; empty where it has none or it is not known. */
  OptionalInt size(CType type) {
    return switch (type) {
      case CType.Void _ -> OptionalInt.of(1);
      case CType.Int(int bits, var _) -> OptionalInt.of((bits + 7) / 8);
      case CType.Floating(int bits) -> OptionalInt.of(bits == 80 ? longDoubleBytes : bits / 8);
      case CType.Pointer _ -> OptionalInt.of(pointerBytes);
      case CType.Vector(var _, int bytes) -> OptionalInt.of(bytes);
      case CType.Function _ -> OptionalInt.of(1);
      case CType.Unknown _ -> OptionalInt.empty();
      case CType.Array(CType element, Optional<Long> length) -> arraySize(element, length);
      case CType.Record record -> recordSize(record);
    };
  }

  private OptionalInt arraySize(CType element, Optional<Long> length) {
    OptionalInt one = size(element);
    boolean known = one.isPresent() && length.isPresent();
    long all = known ? one.getAsInt() * length.get() : Long.MAX_VALUE;
    return all >= 0 && all < Integer.MAX_VALUE ? OptionalInt.of((int) all) : OptionalInt.empty();
  }

  private OptionalInt recordSize(CType.Record record) {
    if (!record.isComplete()) {
      return OptionalInt.empty();
    }
    int end = 0;
    for (CType member : record.members().values()) {
      OptionalInt size =
          member instanceof CType.Array(var _, Optional<Long> length) && length.isEmpty()
              ? OptionalInt.of(0)
              : size(member);
      if (size.isEmpty()) {
        return OptionalInt.empty();
      }
      end =
          record.isUnion()
              ? Math.max(end, size.getAsInt())
              : rounded(end, record.isPacked() ? 1 : alignment(member)) + size.getAsInt();
    }
    return OptionalInt.of(rounded(end, record.isPacked() ? 1 : alignment(record)));
  }

  private static int rounded(int size, int alignment) {
    return (size + alignment - 1) / alignment * alignment;
  }

  private int alignment(CType type) {
    return switch (type) {
      case CType.Void _, CType.Function _, CType.Unknown _ -> 1;
      case CType.Int(int bits, var _) -> scalar(bits / 8);
      case CType.Floating(int bits) ->
          bits == 80 ? Math.min(16, longDoubleBytes & -4) & -4 : scalar(bits / 8);
      case CType.Pointer _ -> pointerBytes;
      case CType.Vector(var _, int bytes) -> bytes;
      case CType.Array(CType element, var _) -> alignment(element);
      case CType.Record record ->
          record.members().values().stream().mapToInt(this::alignment).max().orElse(1);
    };
  }

  private int scalar(int bytes) {
    return Math.max(
        1, bytes >= 8 ? Math.min(bytes, Math.max(wideAlignment, bytes > 8 ? 16 : 0)) : bytes);
  }
}

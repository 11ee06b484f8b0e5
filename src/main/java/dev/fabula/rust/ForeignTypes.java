package dev.fabula.rust;

import dev.fabula.rust.RustType.Named;
import dev.fabula.rust.RustType.Scalar;
import dev.fabula.site.ValueType.Known;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The types that the language, its libraries and C's names for integers define, for one target.
 *
 * @param pointerWidth width of a pointer in bits
 * @param windows whether the target is Windows, where C's {@code long} has 32 bits
 * @param signedChar whether C's {@code char} is signed
 */
record ForeignTypes(int pointerWidth, Truth windows, boolean signedChar) {
  private static final Set<String> POINTERS = Set.of("NonNull");
  private static final Set<String> SIGNED_CHAR = Set.of("x86", "x86_64", "sparc", "mips", "mips64");

  /** The types of a machine and its system. */
  static ForeignTypes of(World world) {
    Truth windows = world.truth("windows", Optional.empty());
    boolean apple = world.truth("target_vendor", Optional.of("apple")) == Truth.TRUE;
    boolean signed = apple || windows == Truth.TRUE || SIGNED_CHAR.contains(world.machine().name());
    return new ForeignTypes(world.machine().pointerWidth(), windows, signed);
  }

  /** The type at the end of a path. */
  RustType named(List<String> path, List<RustType> arguments) {
    String name = path.getLast();
    Optional<Known> primitive = PrimitiveTypes.named(name, pointerWidth);
    if (primitive.isPresent()) {
      return new Scalar(primitive.get());
    }
    Optional<Known> vector = PrimitiveTypes.vector(name);
    if (vector.isPresent()) {
      return new Scalar(vector.get());
    }
    if (name.equals("MaybeUninit") && arguments.size() == 1) {
      return new RustType.MaybeUninit(arguments.getFirst());
    }
    Optional<String> integer = cInteger(name);
    if (integer.isPresent()) {
      return new Scalar(PrimitiveTypes.named(integer.get(), pointerWidth).orElseThrow());
    }
    return new Named(name, arguments);
  }

  /** Whether a type of that name is a pointer to its argument behind its methods. */
  static boolean isPointerLike(String name) {
    return POINTERS.contains(name);
  }

  private Optional<String> cInteger(String name) {
    return switch (name) {
      case "c_schar", "int8_t" -> Optional.of("i8");
      case "c_uchar", "uint8_t" -> Optional.of("u8");
      case "c_char" -> Optional.of(signedChar ? "i8" : "u8");
      case "c_short", "int16_t" -> Optional.of("i16");
      case "c_ushort", "uint16_t" -> Optional.of("u16");
      case "c_int", "int32_t" -> Optional.of("i32");
      case "c_uint", "uint32_t" -> Optional.of("u32");
      case "c_longlong", "int64_t" -> Optional.of("i64");
      case "c_ulonglong", "uint64_t" -> Optional.of("u64");
      case "size_t", "uintptr_t" -> Optional.of("usize");
      case "ssize_t", "intptr_t", "ptrdiff_t" -> Optional.of("isize");
      case "c_long" -> cLong("i");
      case "c_ulong" -> cLong("u");
      default -> Optional.empty();
    };
  }

  private Optional<String> cLong(String sign) {
    return switch (windows) {
      case TRUE -> Optional.of(sign + "32");
      case FALSE -> Optional.of(sign + pointerWidth);
      case UNKNOWN -> pointerWidth == 32 ? Optional.of(sign + "32") : Optional.empty();
    };
  }
}

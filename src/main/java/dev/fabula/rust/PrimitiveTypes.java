package dev.fabula.rust;

import dev.fabula.isa.OperandType;
import dev.fabula.site.ValueType.Kind;
import dev.fabula.site.ValueType.Known;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types that the language and its vendor modules define, by name. */
final class PrimitiveTypes {
  /** The integer types, longer names before names that they end in. */
  static final List<String> INTEGERS =
      List.of(
          "isize", "usize", "i128", "u128", "i16", "i32", "i64", "u16", "u32", "u64", "i8", "u8");

  /** The floating-point types. */
  static final List<String> FLOATS = List.of("f128", "f16", "f32", "f64");

  private static final Map<String, Integer> X86_VECTORS =
      Map.ofEntries(
          Map.entry("__m64", 64),
          Map.entry("__m128", 128),
          Map.entry("__m128i", 128),
          Map.entry("__m128d", 128),
          Map.entry("__m128h", 128),
          Map.entry("__m128bh", 128),
          Map.entry("__m256", 256),
          Map.entry("__m256i", 256),
          Map.entry("__m256d", 256),
          Map.entry("__m256h", 256),
          Map.entry("__m256bh", 256),
          Map.entry("__m512", 512),
          Map.entry("__m512i", 512),
          Map.entry("__m512d", 512),
          Map.entry("__m512h", 512),
          Map.entry("__m512bh", 512));

  private static final Pattern NEON =
      Pattern.compile("(?:u?int|float|poly)(8|16|32|64)x([0-9]+)_t");
  private static final Pattern PORTABLE = Pattern.compile("[uif](8|16|32|64)x([0-9]+)");

  private PrimitiveTypes() {}

  /** The type of that name, if the language defines it; pointers have the given width in bits. */
  static Optional<Known> named(String name, int pointerWidth) {
    return switch (name) {
      case "isize" -> Optional.of(integer(name, pointerWidth, true));
      case "usize" -> Optional.of(integer(name, pointerWidth, false));
      case "i8", "i16", "i32", "i64", "i128" ->
          Optional.of(integer(name, Integer.parseInt(name.substring(1)), true));
      case "u8", "u16", "u32", "u64", "u128" ->
          Optional.of(integer(name, Integer.parseInt(name.substring(1)), false));
      case "f16", "f32", "f64", "f128" ->
          Optional.of(known(Kind.FLOAT, Integer.parseInt(name.substring(1)), name));
      default -> Optional.empty();
    };
  }

  /** The SIMD type of that name, by the names of the vendor modules and of portable SIMD. */
  static Optional<Known> vector(String name) {
    Integer x86 = X86_VECTORS.get(name);
    if (x86 != null) {
      return Optional.of(known(Kind.VECTOR, x86, name));
    }
    Matcher matcher = (name.endsWith("_t") ? NEON : PORTABLE).matcher(name);
    if (!matcher.matches() || matcher.group(2).length() > 3) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(matcher.group(1)) * Integer.parseInt(matcher.group(2));
    return Optional.of(known(Kind.VECTOR, bits, name));
  }

  /** The lanes of a SIMD type, if its name tells them. */
  static Optional<OperandType> lanes(String vector) {
    Matcher matcher = (vector.endsWith("_t") ? NEON : PORTABLE).matcher(vector);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean isFloat = vector.startsWith("f");
    int bits = Integer.parseInt(matcher.group(1));
    return Optional.of(new OperandType(isFloat, bits, Integer.parseInt(matcher.group(2))));
  }

  /** A data pointer of the given width. */
  static Known pointer(String spelled, int pointerWidth) {
    return known(Kind.POINTER, pointerWidth, spelled);
  }

  /** A function pointer of the given width. */
  static Known function(String spelled, int pointerWidth) {
    return known(Kind.FUNCTION, pointerWidth, spelled);
  }

  /** The type without values. */
  static Known never() {
    return known(Kind.NEVER, 0, "!");
  }

  private static Known integer(String name, int bits, boolean signed) {
    return new Known(Kind.INTEGER, bits, signed, name, false);
  }

  private static Known known(Kind kind, int bits, String name) {
    return new Known(kind, bits, false, name, false);
  }
}

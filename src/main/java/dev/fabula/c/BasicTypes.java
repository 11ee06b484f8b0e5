package dev.fabula.c;

import java.util.List;

/** Types that are written as a few words, as in {@code unsigned long} (C11, 6.7.2). */
final class BasicTypes {

  private BasicTypes() {}

  /** The type that the words stand for together, in any order. */
  static CType of(List<String> words, DataModel model) {
    boolean unsigned = words.contains("unsigned") || words.contains("__uint128_t");
    long longs = words.stream().filter("long"::equals).count();
    if (words.contains("void")) {
      return new CType.Void();
    }
    if (words.contains("double")) {
      return new CType.Floating(longs > 0 ? model.longDoubleBits() : 64);
    }
    if (words.contains("float")) {
      return new CType.Floating(32);
    }
    if (words.stream().anyMatch(w -> w.contains("loat128"))) {
      return new CType.Floating(128);
    }
    if (words.contains("__builtin_va_list")) {
      return new CType.Unknown("a list of arguments");
    }
    boolean signed = !unsigned && !words.contains("_Bool");
    return new CType.Int(integerBits(words, longs, model), signed);
  }

  private static int integerBits(List<String> words, long longs, DataModel model) {
    if (words.contains("char") || words.contains("_Bool")) {
      return 8;
    }
    if (words.stream().anyMatch(w -> w.contains("int128"))) {
      return 128;
    }
    if (words.contains("short")) {
      return 16;
    }
    if (longs >= 2 || words.contains("__int64")) {
      return 64;
    }
    return longs == 1 ? model.pointerBits() : 32;
  }
}

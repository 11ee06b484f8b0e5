package dev.fabula.c;

import java.util.OptionalInt;

/**
 * What attributes of GNU C say about a type (GCC manual, 6.4).
 *
 * @param packed whether members stand without gaps
 * @param vectorBytes the size of the vector that the type becomes
 * @param modeBits the width that the type gets
 */
record Attributes(boolean packed, OptionalInt vectorBytes, OptionalInt modeBits) {

  static final Attributes NONE = new Attributes(false, OptionalInt.empty(), OptionalInt.empty());

  Attributes and(Attributes other) {
    return new Attributes(
        packed || other.packed,
        other.vectorBytes.isPresent() ? other.vectorBytes : vectorBytes,
        other.modeBits.isPresent() ? other.modeBits : modeBits);
  }

  /** Reads attributes at a cursor, if any are there. */
  static Attributes read(Cursor cursor, Scope scope, DataModel model) {
    Attributes all = NONE;
    while (cursor.isWord() && Words.ATTRIBUTE.contains(cursor.text())) {
      all = all.and(one(cursor, scope, model));
    }
    return all;
  }

  private static Attributes one(Cursor cursor, Scope scope, DataModel model) {
    cursor.next();
    if (!cursor.is("(")) {
      return NONE;
    }
    int close = cursor.partner(cursor.at());
    Attributes found = NONE;
    for (int i = cursor.at(); i < close; i++) {
      String word = cursor.token(i).text().replace("_", "");
      boolean called = i + 2 < close && cursor.token(i + 1).is("(");
      found = found.and(named(word, cursor.between(called ? i + 2 : close, close), scope, model));
    }
    cursor.moveTo(Math.min(close + 1, cursor.end()));
    return found;
  }

  private static Attributes named(String word, Cursor argument, Scope scope, DataModel model) {
    OptionalInt none = OptionalInt.empty();
    return switch (word) {
      case "packed" -> new Attributes(true, none, none);
      case "vectorsize" -> new Attributes(false, number(argument, scope, model), none);
      case "mode" -> new Attributes(false, none, modeBits(argument.text().replace("_", ""), model));
      default -> NONE;
    };
  }

  private static OptionalInt number(Cursor argument, Scope scope, DataModel model) {
    return new ExpressionParser(argument, scope, model)
        .conditional()
        .value()
        .map(v -> OptionalInt.of(v.intValue()))
        .orElse(OptionalInt.empty());
  }

  private static OptionalInt modeBits(String mode, DataModel model) {
    return switch (mode) {
      case "QI", "byte" -> OptionalInt.of(8);
      case "HI" -> OptionalInt.of(16);
      case "SI" -> OptionalInt.of(32);
      case "DI" -> OptionalInt.of(64);
      case "TI" -> OptionalInt.of(128);
      case "word", "pointer" -> OptionalInt.of(model.pointerBits());
      default -> OptionalInt.empty();
    };
  }
}

package dev.fabula.report;

/** How many columns of a terminal a character takes (Unicode Standard Annex 11). */
final class CharacterWidth {

  private CharacterWidth() {}

  /** 0 for marks that join the character before, 2 for wide characters, else 1. */
  static int of(int character) {
    if (character < 0x300) {
      return 1;
    }
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** The number of columns of a text. */
  static int of(String text) {
    return text.codePoints().map(CharacterWidth::of).sum();
  }

  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115f
        || c >= 0x2e80 && c <= 0x303e
        || c >= 0x3041 && c <= 0xa4cf
        || c >= 0xa960 && c <= 0xa97c
        || c >= 0xac00 && c <= 0xd7a3
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0xfe30 && c <= 0xfe6f
        || c >= 0xff01 && c <= 0xff60
        || c >= 0xffe0 && c <= 0xffe6
        || c >= 0x1f300 && c <= 0x1f64f
        || c >= 0x1f680 && c <= 0x1f6ff
        || c >= 0x1f900 && c <= 0x1f9ff
        || c >= 0x20000 && c <= 0x3fffd;
  }
}

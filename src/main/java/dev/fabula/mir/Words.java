package dev.fabula.mir;

import java.util.Set;

/** The words of MIR that a reader of its lines tells apart. */
final class Words {

  /** Statements without effect. */
  static final Set<String> SILENT =
      Set.of(
          "ConstEvalCounter",
          "FakeRead",
          "nop",
          "Coverage",
          "AscribeUserType",
          "BackwardIncompatibleDropHint");

  /** Operators on one value. */
  static final Set<String> UNARY = Set.of("Not", "Neg", "PtrMetadata");

  /** Operators on two values. */
  static final Set<String> BINARY =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Rem",
          "BitXor",
          "BitAnd",
          "BitOr",
          "Shl",
          "Shr",
          "Eq",
          "Lt",
          "Le",
          "Ne",
          "Ge",
          "Gt",
          "Cmp",
          "Offset",
          "AddWithOverflow",
          "SubWithOverflow",
          "MulWithOverflow",
          "AddUnchecked",
          "SubUnchecked",
          "MulUnchecked",
          "ShlUnchecked",
          "ShrUnchecked");

  private Words() {}

  /** Where {@code as} stands outside of brackets; -1 if it does not. */
  static int castWord(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean arrow = c == '>' && i > 0 && text.charAt(i - 1) == '-';
      depth += "([{<".indexOf(c) >= 0 ? 1 : ")]}>".indexOf(c) >= 0 && !arrow ? -1 : 0;
      if (depth == 0 && text.startsWith(" as ", i)) {
        return i;
      }
    }
    return -1;
  }
}

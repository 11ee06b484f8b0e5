package dev.fabula.asm;

import java.util.regex.Pattern;

/**
 * The messages by which LLVM says that it does not know something by name, or not in our
 * configuration.
 */
final class Unfamiliar {
  private static final Pattern UNKNOWN =
      Pattern.compile(
          "invalid instruction mnemonic|unrecognized instruction mnemonic"
              + "|unknown directive|^invalid instruction(,|$)|unknown (cpu|arch|register)"
              + "|must be a valid system register name|instruction requires"
              + "|invalid register name|expected readable system register"
              + "|expected writable system register|unknown use of instruction mnemonic",
          Pattern.CASE_INSENSITIVE);

  private Unfamiliar() {}

  static boolean matches(String message) {
    return UNKNOWN.matcher(message).find();
  }
}

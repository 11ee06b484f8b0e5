package dev.fabula.asm;

import java.util.Locale;

/**
 * One statement of an assembly text; {@code start} and {@code end} are indices in that text, {@code
 * index} counts the statements from 0.
 */
public sealed interface Statement {
  /** Its number in the text, from 0. */
  int index();

  /** Index of its first character. */
  int start();

  /** Index after its last character; comments and blanks around it are not part of it. */
  int end();

  /** The definition of a label, {@code name:}; a numeric one may be defined many times. */
  record Label(int index, int start, int end, String name) implements Statement {
    /** True for labels such as {@code 2:} that are used as {@code 2b} and {@code 2f}. */
    public boolean isNumeric() {
      return Character.isDigit(name.charAt(0));
    }
  }

  /** An assignment to a symbol, {@code name = expression} or {@code name == expression}. */
  record Assignment(int index, int start, int end, String name, String expression)
      implements Statement {}

  /**
   * A directive.
   *
   * @param name in lower case with its dot
   * @param arguments the rest of the statement, comments replaced by blanks
   */
  record Directive(int index, int start, int end, String name, String arguments)
      implements Statement {}

  /**
   * An instruction, prefix, or use of a macro.
   *
   * @param mnemonic its first word as written
   * @param operands the rest of the statement, comments replaced by blanks
   */
  record Instruction(int index, int start, int end, String mnemonic, String operands)
      implements Statement {
    /** The mnemonic in lower case. */
    public String lowerMnemonic() {
      return mnemonic.toLowerCase(Locale.ROOT);
    }
  }
}

package dev.fabula.asm;

/**
 * One message of the assembler about a text.
 *
 * @param severity how bad it is
 * @param message LLVM's sentence without position and source line
 * @param start index of the first character in the request's text that the message is about, or -1
 *     if it is about none in particular
 * @param end index after the last such character
 * @param line line in the request's text, from 1, or 0 if the message is about none
 * @param column column in that line in characters, from 1, or 0
 */
public record Diagnostic(
    Severity severity, String message, int start, int end, int line, int column) {
  /** How bad a message is. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /** Another message about the same place. */
  Diagnostic with(Severity otherSeverity, String otherMessage) {
    return new Diagnostic(otherSeverity, otherMessage, start, end, line, column);
  }

  /**
   * True if the message says that this assembler does not know a mnemonic, directive, register or
   * system register: a newer assembler might.
   */
  public boolean isUnknownToAssembler() {
    return Unfamiliar.matches(message);
  }
}

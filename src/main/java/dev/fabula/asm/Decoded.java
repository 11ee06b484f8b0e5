package dev.fabula.asm;

import java.util.List;
import java.util.Optional;

/**
 * One decoded instruction with its prefixes.
 *
 * @param offset of its first byte, prefixes included
 * @param size in bytes, prefixes included
 * @param bytes the encoding
 * @param prefixes such as {@code lock} and {@code rep}, in order; x86 only
 * @param text mnemonic and operands separated by one blank, without prefixes; empty if the bytes
 *     are no instruction that LLVM knows; distances of branches are as encoded, on x86 from the end
 *     of the instruction
 * @param markup the same with LLVM's marks {@code <reg:…>}, {@code <imm:…>}, {@code <mem:…>}
 * @param facts LLVM's descriptor, empty if it cannot be read or the bytes are no instruction
 */
public record Decoded(
    int offset,
    int size,
    Bytes bytes,
    List<String> prefixes,
    String text,
    String markup,
    Optional<Facts> facts) {
  /** False if the bytes are no instruction that LLVM knows. */
  public boolean isInstruction() {
    return !text.isEmpty();
  }

  /** True for prefixes at the end of the bytes with no instruction behind them. */
  public boolean isHangingPrefix() {
    return text.isEmpty() && !prefixes.isEmpty();
  }

  /** The first word of the text. */
  public String mnemonic() {
    int blank = text.indexOf(' ');
    return blank < 0 ? text : text.substring(0, blank);
  }

  /** The text after the mnemonic. */
  public String operandText() {
    int blank = text.indexOf(' ');
    return blank < 0 ? "" : text.substring(blank + 1);
  }

  /** Prefixes, mnemonic and operands. */
  public String whole() {
    return String.join(" ", prefixes) + (prefixes.isEmpty() ? "" : " ") + text;
  }

  /** Offset of the first byte after the instruction. */
  public int end() {
    return offset + size;
  }
}

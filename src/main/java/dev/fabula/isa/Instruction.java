package dev.fabula.isa;

import dev.fabula.asm.Decoded;
import java.util.List;
import java.util.OptionalInt;

/**
 * One decoded instruction.
 *
 * @param offset offset in its section, in bytes
 * @param size length in bytes, prefixes included
 * @param prefixes lower-case prefixes that change the meaning: {@code lock}, {@code rep}, {@code
 *     repne}
 * @param mnemonic lower-case mnemonic without prefixes
 * @param operands operands in the order of the syntax that the architecture's decoder uses (x86:
 *     Intel)
 * @param statement index of the template statement that it came from, where known
 * @param decoded the disassembler's answer that it was read from
 */
public record Instruction(
    int offset,
    int size,
    List<String> prefixes,
    String mnemonic,
    List<Operand> operands,
    OptionalInt statement,
    Decoded decoded) {

  /** Copies the lists. */
  public Instruction {
    prefixes = List.copyOf(prefixes);
    operands = List.copyOf(operands);
  }

  /** An instruction without prefixes, as the disassembler names it. */
  public static Instruction of(Decoded decoded, List<Operand> operands, OptionalInt statement) {
    return new Instruction(
        decoded.offset(),
        decoded.size(),
        List.of(),
        decoded.mnemonic(),
        operands,
        statement,
        decoded);
  }

  /** The same with other prefixes. */
  public Instruction withPrefixes(List<String> others) {
    return new Instruction(offset, size, others, mnemonic, operands, statement, decoded);
  }

  /** The same with other operands. */
  public Instruction withOperands(List<Operand> others) {
    return new Instruction(offset, size, prefixes, mnemonic, others, statement, decoded);
  }

  /** Offset of the byte behind the instruction. */
  public int end() {
    return offset + size;
  }

  /** Whether it carries the given prefix. */
  public boolean hasPrefix(String prefix) {
    return prefixes.contains(prefix);
  }

  /** The operand at the given place. */
  public Operand operand(int index) {
    return operands.get(index);
  }

  @Override
  public String toString() {
    return decoded.text();
  }
}

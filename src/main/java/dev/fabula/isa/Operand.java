package dev.fabula.isa;

import java.util.List;
import java.util.Optional;

/** An operand of a decoded instruction. */
public sealed interface Operand {

  /** A register under one of its names. */
  record Register(RegisterView view) implements Operand {}

  /**
   * A vector register with an arrangement or lane, as in AArch64 {@code v0.4s} or {@code v1.d[1]}.
   *
   * @param view the register
   * @param laneBits width of a lane in bits
   * @param lanes how many lanes the arrangement has; 0 where it names none
   * @param lane the one lane that is meant; empty where all are
   */
  record Lanes(RegisterView view, int laneBits, int lanes, Optional<Integer> lane)
      implements Operand {}

  /** A register shifted or extended by the instruction, as in AArch64 {@code x1, lsl #3}. */
  record Shifted(RegisterView view, String operation, int amount) implements Operand {}

  /** A number in the instruction. */
  record Immediate(Address value) implements Operand {}

  /** A place in the code that a branch or call goes to; a constant is an offset in the section. */
  record Target(Address address) implements Operand {}

  /**
   * A place in memory: segment base + base + extended index × scale + displacement.
   *
   * @param segment the segment register, where one was named
   * @param base the base register
   * @param index the index register
   * @param scale factor of the index; a power of two
   * @param extension how a narrow index is widened: {@code uxtw}, {@code sxtw}, {@code lsl}, …
   * @param displacement constant or symbol added
   * @param pcRelative whether the displacement counts from the instruction (a symbol's address is
   *     then meant as a whole)
   * @param bits width of the access in bits; 0 where the operand does not say
   * @param writeBack whether and when the base register is updated
   */
  record Memory(
      Optional<RegisterView> segment,
      Optional<RegisterView> base,
      Optional<RegisterView> index,
      int scale,
      Optional<String> extension,
      Address displacement,
      boolean pcRelative,
      int bits,
      WriteBack writeBack)
      implements Operand {

    /**
     * The address that is in a symbol's entry of the global offset table, if this is that entry:
     * reading what is known is no access that a contract speaks of.
     */
    public Optional<Address> globalOffset() {
      boolean entry = displacement.part() == Address.Part.GOT && displacement.addend() == 0;
      return entry
          ? displacement.symbol().map(s -> Address.of(s, Address.Part.WHOLE, 0))
          : Optional.empty();
    }

    /** The same place with another constant or symbol added. */
    public Memory withDisplacement(Address other) {
      return new Memory(segment, base, index, scale, extension, other, pcRelative, bits, writeBack);
    }
  }

  /** When a memory operand's base register is updated. */
  enum WriteBack {
    /** Never. */
    NONE,
    /** Before the access, which uses the new value. */
    BEFORE,
    /** After the access, which uses the old value. */
    AFTER
  }

  /** A list of registers, as in AArch64 {@code {v0.16b, v1.16b}} or ARM {@code {r4, lr}}. */
  record RegisterList(List<Operand> registers) implements Operand {}

  /** A word that is no register: a condition, barrier kind, system register, cache operation. */
  record Word(String text) implements Operand {}
}

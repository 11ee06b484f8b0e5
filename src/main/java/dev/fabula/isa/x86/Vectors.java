package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operands of vector instructions, with and without VEX prefix. */
final class Vectors {

  private Vectors() {}

  /** The mnemonics of an instruction that exists with and without VEX prefix. */
  static List<String> both(List<String> names) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      all.add(name.toLowerCase(Locale.ROOT));
      all.add("v" + name.toLowerCase(Locale.ROOT));
    }
    return all;
  }

  static boolean isVex(Step s) {
    return Decoder.isVex(s.instruction.mnemonic());
  }

  /** The mnemonic without the letter of the VEX prefix. */
  static String stem(Step s) {
    return isVex(s) ? s.instruction.mnemonic().substring(1) : s.instruction.mnemonic();
  }

  /** Index of the first of two sources: with VEX it is an operand of its own. */
  static int first(Step s) {
    return isVex(s) ? 1 : 0;
  }

  static Term left(Step s) throws UnknownInstruction {
    return s.read(first(s));
  }

  static Term right(Step s) throws UnknownInstruction {
    return source(s, first(s) + 1);
  }

  /** A source as wide as the destination. */
  static Term source(Step s, int n) throws UnknownInstruction {
    return packed(s, n, s.width(0));
  }

  /** A source of the given width; without VEX, 16 bytes of memory have to be aligned. */
  static Term packed(Step s, int n, int width) throws UnknownInstruction {
    if (width == 128 && s.isMemory(n) && !isVex(s)) {
      s.trapUnlessAligned(n, 16);
    }
    return s.read(n, width);
  }
}

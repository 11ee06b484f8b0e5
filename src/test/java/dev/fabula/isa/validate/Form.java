package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import dev.fabula.isa.Instruction;
import java.util.List;
import java.util.TreeMap;

/**
 * Code that is compared: mostly one instruction.
 *
 * @param mnemonic what it is counted under
 * @param text as told to people
 * @param code its bytes
 * @param instructions what the bytes are, offsets from the start
 * @param byHand whether it stands in a file of patterns: it may write what is not compared
 */
record Form(
    String mnemonic, String text, Bytes code, List<Instruction> instructions, boolean byHand) {

  /** The instructions by their offsets. */
  TreeMap<Integer, Instruction> places() {
    TreeMap<Integer, Instruction> places = new TreeMap<>();
    instructions.forEach(i -> places.put(i.offset(), i));
    return places;
  }
}

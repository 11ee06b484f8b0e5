package dev.fabula.isa.x86;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.ObjectCode;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Assembly text as decoded instructions. */
final class Snippet {

  private static final Assembler ASSEMBLER = new Assembler();

  private Snippet() {}

  /** The instructions of a text in Intel syntax, by their offsets. */
  static Map<Integer, Instruction> decode(X86 isa, String text) throws UnknownInstruction {
    boolean wide = isa.registers().mode() == Mode.BITS_64;
    Architecture architecture = wide ? Architecture.X86_64 : Architecture.X86;
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    if (!(assembly instanceof Assembly.Assembled assembled)) {
      throw new IllegalArgumentException(text + ": " + assembly);
    }
    ObjectCode object = assembled.object();
    Map<Integer, Instruction> result = new TreeMap<>();
    for (Decoded one : Disassembler.of(architecture, Dialect.INTEL).decode(object.text())) {
      List<ObjectCode.Relocation> inside = new ArrayList<>();
      for (ObjectCode.Relocation relocation : object.relocations()) {
        if (relocation.offset() >= one.offset() && relocation.offset() < one.end()) {
          inside.add(relocation);
        }
      }
      result.put(one.offset(), isa.decode(one, inside, OptionalInt.empty()));
    }
    return result;
  }

  /** The only instruction of a text. */
  static Instruction one(X86 isa, String text) throws UnknownInstruction {
    Map<Integer, Instruction> all = decode(isa, text);
    if (all.size() != 1) {
      throw new IllegalArgumentException(text + " is not one instruction");
    }
    return all.values().iterator().next();
  }
}

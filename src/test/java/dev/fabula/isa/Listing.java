package dev.fabula.isa;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Mode;
import dev.fabula.asm.ObjectCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Assembly text as decoded instructions. */
public final class Listing {

  private static final Assembler ASSEMBLER = new Assembler();

  private Listing() {}

  /** The instructions of a text, with the relocations that it leaves. */
  public static List<Instruction> decode(Architecture architecture, InstructionSet set, String text)
      throws UnknownInstruction {
    return decode(architecture, Mode.DEFAULT, set, text);
  }

  /** The instructions of a text in a mode, with the relocations that it leaves. */
  public static List<Instruction> decode(
      Architecture architecture, Mode mode, InstructionSet set, String text)
      throws UnknownInstruction {
    ObjectCode object = assemble(AssemblyRequest.of(architecture, text).in(mode));
    List<ObjectCode.Relocation> relocations =
        object.relocations(object.section(".text").orElseThrow());
    List<Instruction> instructions = new ArrayList<>();
    Disassembler disassembler = Disassembler.of(architecture, architecture.defaultDialect(), mode);
    for (Decoded decoded : disassembler.decode(object.text())) {
      List<ObjectCode.Relocation> inside =
          relocations.stream()
              .filter(r -> r.offset() >= decoded.offset() && r.offset() < decoded.end())
              .toList();
      instructions.add(set.decode(decoded, inside, OptionalInt.empty()));
    }
    return instructions;
  }

  private static ObjectCode assemble(AssemblyRequest request) {
    if (ASSEMBLER.assemble(request) instanceof Assembly.Assembled done) {
      return done.object();
    }
    throw new AssertionError(request.text() + ": " + ASSEMBLER.assemble(request));
  }
}

package dev.fabula.isa.aarch64;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Diagnostic;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.ObjectCode;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.UnknownInstruction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Assembly text as decoded instructions. */
final class A64Code {

  private static final Assembler ASSEMBLER = new Assembler();

  private A64Code() {}

  /** Object code of a text that must assemble. */
  static ObjectCode assemble(String text) {
    AssemblyRequest request =
        AssemblyRequest.of(Architecture.AARCH64, text).within(Duration.ofSeconds(60));
    return switch (ASSEMBLER.assemble(request)) {
      case Assembly.Assembled done -> done.object();
      case Assembly.Rejected(List<Diagnostic> faults) ->
          throw new AssertionError(told(text, faults));
      case Assembly other -> throw new AssertionError(other.toString());
    };
  }

  private static String told(String text, List<Diagnostic> faults) {
    List<String> lines = text.lines().toList();
    return faults.stream()
        .map(d -> lines.get(d.line() - 1) + ": " + d.message())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** The instructions of a text, with the relocations that it leaves. */
  static List<Instruction> decode(String text) throws UnknownInstruction {
    ObjectCode object = assemble(text);
    ObjectCode.Section section = object.section(".text").orElseThrow();
    return decode(object, 0, section.bytes().length());
  }

  static List<Instruction> decode(ObjectCode object, int start, int end) throws UnknownInstruction {
    Disassembler disassembler = Disassembler.of(Architecture.AARCH64, Dialect.PLAIN);
    ObjectCode.Section section = object.section(".text").orElseThrow();
    List<ObjectCode.Relocation> relocations = object.relocations(section);
    List<Instruction> instructions = new ArrayList<>();
    for (Decoded decoded : disassembler.decode(section.bytes(), start, end)) {
      List<ObjectCode.Relocation> inside =
          relocations.stream()
              .filter(r -> r.offset() >= decoded.offset() && r.offset() < decoded.end())
              .toList();
      instructions.add(new A64().decode(decoded, inside, OptionalInt.empty()));
    }
    return instructions;
  }
}

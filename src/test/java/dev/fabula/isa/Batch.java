package dev.fabula.isa;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Diagnostic;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Mode;
import dev.fabula.asm.ObjectCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Many snippets in one program: each is entered with one state and leaves another. */
public final class Batch {

  /**
   * The text around the snippets.
   *
   * @param prologue comes first; defines what the calls go to
   * @param enter call that loads a state
   * @param leave call that stores it and goes on to the next
   * @param epilogue writes all states to the standard output and exits
   */
  public record Frame(String prologue, String enter, String leave, String epilogue) {}

  private static final Assembler ASSEMBLER = new Assembler();

  private final Architecture architecture;
  private final InstructionSet set;
  private final ObjectCode object;
  private final Map<String, Integer> labels = new HashMap<>();

  /**
   * A program of snippets.
   *
   * @param frame what stands around the snippets
   */
  public Batch(Architecture architecture, InstructionSet set, List<String> texts, Frame frame) {
    this.architecture = architecture;
    this.set = set;
    StringBuilder program = new StringBuilder(frame.prologue());
    for (int i = 0; i < texts.size(); i++) {
      program.append(frame.enter()).append("\ns").append(i).append(":\n").append(texts.get(i));
      program.append("\ne").append(i).append(":\n").append(frame.leave()).append('\n');
    }
    object = assemble(architecture, Mode.DEFAULT, program.append(frame.epilogue()).toString());
    object.symbols().forEach(s -> labels.put(s.name(), (int) s.value()));
  }

  private static ObjectCode assemble(Architecture architecture, Mode mode, String text) {
    AssemblyRequest request =
        AssemblyRequest.of(architecture, text).in(mode).within(Duration.ofSeconds(60));
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
  public static List<Instruction> decode(Architecture architecture, InstructionSet set, String text)
      throws UnknownInstruction {
    return decode(architecture, Mode.DEFAULT, set, text);
  }

  /** The instructions of a text in a mode, with the relocations that it leaves. */
  public static List<Instruction> decode(
      Architecture architecture, Mode mode, InstructionSet set, String text)
      throws UnknownInstruction {
    ObjectCode object = assemble(architecture, mode, text);
    Disassembler disassembler = Disassembler.of(architecture, Dialect.PLAIN, mode);
    return decode(disassembler, set, object, 0, object.text().length());
  }

  private static List<Instruction> decode(
      Disassembler disassembler, InstructionSet set, ObjectCode object, int start, int end)
      throws UnknownInstruction {
    List<ObjectCode.Relocation> relocations =
        object.relocations(object.section(".text").orElseThrow());
    List<Instruction> instructions = new ArrayList<>();
    for (Decoded decoded : disassembler.decode(object.text(), start, end)) {
      List<ObjectCode.Relocation> inside =
          relocations.stream()
              .filter(r -> r.offset() >= decoded.offset() && r.offset() < decoded.end())
              .toList();
      instructions.add(set.decode(decoded, inside, OptionalInt.empty()));
    }
    return instructions;
  }

  /** A snippet's instructions. */
  public List<Instruction> code(int index) throws UnknownInstruction {
    Disassembler disassembler = Disassembler.of(architecture, Dialect.PLAIN);
    return decode(disassembler, set, object, label("s" + index), label("e" + index));
  }

  private int label(String name) {
    Integer value = labels.get(name);
    if (value == null) {
      throw new AssertionError("no label " + name);
    }
    return value;
  }

  /** The states that the emulator leaves. */
  public List<EmulatedState> run(Qemu qemu, List<EmulatedState> before)
      throws IOException, InterruptedException {
    int size = before.getFirst().bytes.length;
    byte[] data = new byte[before.size() * size];
    for (int i = 0; i < before.size(); i++) {
      System.arraycopy(before.get(i).bytes, 0, data, i * size, size);
    }
    byte[] output = qemu.run(object.text().toArray(), data);
    if (output.length != data.length) {
      throw new AssertionError(output.length + " bytes instead of " + data.length);
    }
    List<EmulatedState> after = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      after.add(before.get(i).in(output, i * size));
    }
    return after;
  }
}

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Disassembler;
import dev.fabula.exec.InstructionSets;
import dev.fabula.exec.Rehearsal;
import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Universe;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.UnknownInstruction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Times of decoding and meanings; see meanings.sh. */
public final class Meanings {

  private static final int ROUNDS = 12;

  /** How much of a library's code is taken: of compiled code in bulk, parts are like the whole. */
  private static final int MOST = 100_000;

  private Meanings() {}

  /** Prints one figure, or one for each architecture. */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    if (args[0].equals("tables")) {
      System.out.println(tables());
      return;
    }
    for (String name : List.of("x86_64", "i386", "aarch64", "arm", "thumb", "riscv64")) {
      Universe universe = Universe.named(name).orElseThrow();
      time(universe, forms(universe), "all forms");
    }
    compiled(Path.of(System.getProperty("java.home"), "lib", "libjava.so"));
  }

  /** Milliseconds until all instruction sets are there, with the tables that are loaded late. */
  private static double tables() throws ReflectiveOperationException {
    long start = processorTime();
    for (Architecture architecture :
        List.of(
            Architecture.X86_64, Architecture.AARCH64, Architecture.ARM, Architecture.RISCV64)) {
      InstructionSets.of(architecture);
    }
    Class.forName("dev.fabula.isa.aarch64.Families");
    Class.forName("dev.fabula.isa.aarch64.Families$Vector");
    return (processorTime() - start) / 1e6;
  }

  /** Nanoseconds that this thread has had: others on the machine do not count. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /**
   * All forms that have a meaning, one behind the other; without IT, which changes what follows.
   */
  private static Bytes forms(Universe universe) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    for (Repertoire.Mnemonic mnemonic : Repertoire.of(universe).mnemonics()) {
      for (Repertoire.Form form : mnemonic.forms()) {
        boolean opensBlock = universe == Universe.THUMB && mnemonic.name().startsWith("it");
        if (form.knowledge() != Repertoire.Knowledge.UNKNOWN && !opensBlock) {
          code.writeBytes(form.bytes().toArray());
        }
      }
    }
    return Bytes.of(code.toByteArray());
  }

  /** The code of the JDK's own library, if the machine's instruction set is one of these. */
  private static void compiled(Path library) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(library)).order(ByteOrder.LITTLE_ENDIAN);
    String machine =
        switch (file.getShort(18)) {
          case 62 -> "x86_64";
          case 183 -> "aarch64";
          case 243 -> "riscv64";
          default -> "";
        };
    Universe universe = Universe.named(machine).orElse(null);
    if (universe != null) {
      time(universe, text(file), "compiled code");
    }
  }

  /** The contents of the largest executable section of an ELF file of 64 bits, up to a limit. */
  private static Bytes text(ByteBuffer file) {
    int best = 0;
    for (int n = 0; n < file.getShort(60); n++) {
      int header = (int) file.getLong(40) + n * file.getShort(58);
      boolean executable = (file.getLong(header + 8) & 4) != 0;
      if (executable && (best == 0 || file.getLong(header + 32) > file.getLong(best + 32))) {
        best = header;
      }
    }
    byte[] code = new byte[(int) Math.min(MOST, file.getLong(best + 32))];
    file.get((int) file.getLong(best + 24), code);
    return Bytes.of(code);
  }

  /** Times decoding and applying all instructions of some code, as a check decodes and applies. */
  private static void time(Universe universe, Bytes code, String what) {
    InstructionSet set = InstructionSets.of(universe.architecture(), universe.mode()).orElseThrow();
    Disassembler disassembler =
        Disassembler.of(
            universe.architecture(), universe.architecture().defaultDialect(), universe.mode());
    long leastDecoding = Long.MAX_VALUE;
    long leastApplying = Long.MAX_VALUE;
    int count = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = processorTime();
      List<Decoded> all = disassembler.decode(code);
      long decoded = processorTime();
      count = apply(all, set);
      leastDecoding = Math.min(leastDecoding, decoded - start);
      leastApplying = Math.min(leastApplying, processorTime() - decoded);
    }
    System.out.printf(
        "%-8s %5.1f µs an instruction: %.1f LLVM, %.1f reading and applying; %d instructions, %s%n",
        universe.word(),
        (leastDecoding + leastApplying) / 1e3 / count,
        leastDecoding / 1e3 / count,
        leastApplying / 1e3 / count,
        count,
        what);
  }

  /** Reads and applies each on a new state; returns how many have a meaning. */
  private static int apply(List<Decoded> all, InstructionSet set) {
    int width = set.registers().stackPointer().width();
    int count = 0;
    for (Decoded decoded : all) {
      try {
        var instruction = set.decode(decoded, List.of(), OptionalInt.empty());
        set.execute(instruction, new Rehearsal(width));
        count++;
      } catch (UnknownInstruction unknown) {
        // Only in compiled code: it counts for the time and not for the number.
      }
    }
    return count;
  }
}

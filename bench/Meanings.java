import dev.fabula.asm.Architecture;
import dev.fabula.exec.InstructionSets;
import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Universe;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Times of decoding and meanings; see meanings.sh. */
public final class Meanings {

  private static final int ROUNDS = 8;

  private Meanings() {}

  /** Prints one figure, or one for each architecture. */
  public static void main(String[] args) throws ClassNotFoundException {
    if (args[0].equals("tables")) {
      System.out.println(tables());
    } else {
      for (String name : List.of("x86_64", "i386", "aarch64", "arm", "thumb", "riscv64")) {
        warm(Universe.named(name).orElseThrow());
      }
    }
  }

  /** Milliseconds until all instruction sets are there, with the tables that are loaded late. */
  private static double tables() throws ClassNotFoundException {
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

  private static void warm(Universe universe) {
    long least = Long.MAX_VALUE;
    long forms = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = processorTime();
      Repertoire repertoire = Repertoire.of(universe);
      least = Math.min(least, processorTime() - start);
      forms = repertoire.mnemonics().stream().mapToLong(m -> m.forms().size()).sum();
    }
    System.out.printf(
        "%-8s %.1f µs an instruction, over %d forms%n",
        universe.word(), least / 1e3 / forms, forms);
  }
}

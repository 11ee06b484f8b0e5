package dev.fabula.repertoire;

import dev.fabula.asm.Bytes;
import dev.fabula.exec.Universe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the lists of encodings that {@link Universe} stands for; called by build/isa.sh. */
final class WriteSamples {

  private static final long SEED = 1;
  private static final int SEEDS = 1_000_000;
  private static final int PAIRS = 300;

  /** The starting points on x86 are systematic, and need few others around them. */
  private static final int PAIRS_ON_X86 = 8;

  private WriteSamples() {}

  /** Writes the lists to the folder that is named first; then come names of architectures. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    for (Universe universe : Universe.values()) {
      if (arguments.length == 1 || List.of(arguments).contains(universe.word())) {
        write(universe, folder.resolve(universe.resource()));
      }
    }
  }

  private static void write(Universe universe, Path file) throws IOException {
    SampleSearch search = new SampleSearch(universe, SEED);
    boolean x86 = universe.architecture().isX86();
    Map<String, List<Bytes>> found = search.search(SEEDS, x86 ? PAIRS_ON_X86 : PAIRS);
    Files.writeString(
        file,
        found.entrySet().stream()
            .map(e -> e.getKey() + " " + hex(e.getValue()) + "\n")
            .collect(Collectors.joining()));
    System.out.printf(
        "%s: %d mnemonics, %d opcodes, %d encodings of %d tried%n",
        universe.word(),
        found.size(),
        search.opcodes().size(),
        found.values().stream().mapToInt(List::size).sum(),
        search.tried());
  }

  private static String hex(List<Bytes> encodings) {
    return encodings.stream()
        .map(b -> b.toString().replace(" ", ""))
        .collect(Collectors.joining(" "));
  }
}

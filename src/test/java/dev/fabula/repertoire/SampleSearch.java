package dev.fabula.repertoire;

import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Facts;
import dev.fabula.exec.Universe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Looks for encodings of all instructions that LLVM decodes: an encoding that is the first with its
 * opcode and the shape of its operands is kept, and its neighbours are tried.
 */
final class SampleSearch {

  private static final int MOST = 4;

  private final Universe universe;
  private final Pattern odd;
  private final Encodings encodings;
  private final Map<String, Set<String>> variants = new TreeMap<>();
  private final Map<String, Set<String>> forms = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, List<Bytes>> found = new TreeMap<>();
  private final ArrayDeque<byte[]> fresh = new ArrayDeque<>();
  private long tried;

  SampleSearch(Universe universe, long seed) {
    this.universe = universe;
    odd = Pattern.compile(odd(universe));
    encodings = new Encodings(universe, seed);
  }

  /** Searches from so many random encodings, and so many pairs of bits around each find. */
  Map<String, List<Bytes>> search(int seeds, int pairs) {
    encodings.seeds(seeds, this::offer);
    while (!fresh.isEmpty()) {
      encodings.neighbours(fresh.poll(), pairs, this::offer);
    }
    return found;
  }

  /** How many byte strings were decoded. */
  long tried() {
    return tried;
  }

  /** LLVM's names of the opcodes that were met. */
  Collection<String> opcodes() {
    return variants.keySet();
  }

  private void offer(byte[] bytes) {
    tried++;
    Decoded decoded = universe.decoded(Bytes.of(bytes));
    if (decoded.isInstruction() && !odd.matcher(text(decoded)).find()) {
      String opcode = decoded.facts().map(Facts::opcode).orElse("");
      if (variants.computeIfAbsent(opcode, o -> new HashSet<>()).add(decoded.mnemonic())) {
        fresh.add(bytes);
      }
      keep(decoded, opcode);
    }
  }

  private static String text(Decoded decoded) {
    return String.join(" ", decoded.prefixes()) + " " + decoded.markup();
  }

  /**
   * Forms that say nothing of their own: on x86, LOCK, which is refused apart from the instruction,
   * and registers that it may get one day; registers that there are not in the mode, or in a list
   * that goes beyond the last one, or in place of a vector, which LLVM decodes all the same.
   */
  private static String odd(Universe universe) {
    String extended = "\\br(1[6-9]|2\\d|3[01])[bwd]?\\b.*]|<reg:r(1[6-9]|2\\d|3[01])";
    String x86 = "\\block |K\\d_K\\d|" + extended;
    return switch (universe) {
      case X86_64 -> x86;
      case X86 -> x86 + "|<reg:(r[a-z8-9]|[xyz]mm([89]|[123]\\d))";
      case ARM, THUMB, THUMB_M -> "fpinst|mvfr";
      case AARCH64, RISCV32, RISCV64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> "^$";
    };
  }

  private void keep(Decoded decoded, String opcode) {
    String mnemonic = decoded.mnemonic();
    if (forms.computeIfAbsent(mnemonic, m -> new HashSet<>()).add(Shape.of(decoded))) {
      int count = counts.merge(mnemonic + " " + opcode, 1, Integer::sum);
      if (count <= MOST) {
        found.computeIfAbsent(mnemonic, m -> new ArrayList<>()).add(decoded.bytes());
      }
    }
  }
}

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

/**
 * Looks for encodings of all instructions that LLVM decodes: an encoding that is the first with its
 * opcode and the shape of its operands is kept, and its neighbours are tried.
 */
final class SampleSearch {

  private static final int MOST = 4;

  private final Universe universe;
  private final Encodings encodings;
  private final Map<String, Set<String>> variants = new TreeMap<>();
  private final Map<String, Set<String>> forms = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, List<Bytes>> found = new TreeMap<>();
  private final ArrayDeque<byte[]> fresh = new ArrayDeque<>();
  private long tried;

  SampleSearch(Universe universe, long seed) {
    this.universe = universe;
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
    if (decoded.isInstruction()) {
      String opcode = decoded.facts().map(Facts::opcode).orElse("");
      if (variants.computeIfAbsent(opcode, o -> new HashSet<>()).add(decoded.mnemonic())) {
        fresh.add(bytes);
      }
      keep(decoded, opcode);
    }
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

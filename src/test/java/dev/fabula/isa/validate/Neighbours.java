package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Disassembler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Encodings of new shapes, found by turning bits of known ones, and of those found: a net in which
 * each instruction is caught that lies some bits from another, whoever adds it.
 */
final class Neighbours implements Iterable<Bytes> {

  private static final int MOST_OF_A_MNEMONIC = 40;
  private static final int PAIRS = 48;
  private static final int MOST = 30_000;

  private final Target target;
  private final List<Bytes> seeds;
  private final Random random;
  private final int most;

  /** The neighbourhood of some encodings; a share of one is all of it. */
  Neighbours(Target target, List<Bytes> seeds, Random random, double share) {
    this.most = (int) (share * MOST);
    this.target = target;
    this.seeds = new ArrayList<>(seeds);
    this.random = random;
  }

  @Override
  public Iterator<Bytes> iterator() {
    Collections.shuffle(seeds, random);
    Disassembler disassembler =
        Disassembler.of(target.architecture(), target.dialect(), target.mode());
    Shapes shapes = new Shapes(target, random);
    Set<String> seen = new HashSet<>();
    Map<String, Integer> counts = new HashMap<>();
    Deque<Bytes> open = new ArrayDeque<>();
    List<Bytes> found = new ArrayList<>();
    for (Bytes seed : seeds) {
      enter(seed, disassembler, shapes, seen, counts, open, found);
    }
    while (!open.isEmpty() && found.size() < most) {
      for (Bytes other : around(open.pop())) {
        enter(other, disassembler, shapes, seen, counts, open, found);
      }
    }
    Collections.shuffle(found, random);
    return found.iterator();
  }

  private static void enter(
      Bytes bytes,
      Disassembler disassembler,
      Shapes shapes,
      Set<String> seen,
      Map<String, Integer> counts,
      Deque<Bytes> open,
      List<Bytes> found) {
    List<Decoded> decoded = disassembler.decode(bytes);
    if (decoded.isEmpty() || !decoded.getFirst().isInstruction()) {
      return;
    }
    Decoded first = decoded.getFirst();
    if (shapes.isCovered(first.text())
        && seen.add(shapes.shape(first.whole()))
        && counts.merge(first.mnemonic(), 1, Integer::sum) <= MOST_OF_A_MNEMONIC) {
      Bytes own = bytes.slice(0, first.size());
      open.push(own);
      found.add(own);
    }
  }

  /** Those that differ in one bit, and some that differ in two. */
  private List<Bytes> around(Bytes bytes) {
    int bits = 8 * bytes.length();
    List<Bytes> all = new ArrayList<>();
    for (int n = 0; n < bits; n++) {
      all.add(turned(bytes, n, n));
    }
    for (int n = 0; n < PAIRS; n++) {
      all.add(turned(bytes, random.nextInt(bits), random.nextInt(bits)));
    }
    return all;
  }

  private Bytes turned(Bytes bytes, int one, int other) {
    byte[] turned = bytes.toArray();
    turned[one / 8] ^= (byte) (1 << one % 8);
    if (one != other) {
      turned[other / 8] ^= (byte) (1 << other % 8);
    }
    // What begins a longer instruction now needs something behind it.
    byte[] padded = java.util.Arrays.copyOf(turned, Math.max(4, turned.length));
    for (int n = turned.length; n < padded.length; n++) {
      padded[n] = (byte) random.nextInt(256);
    }
    return Bytes.of(padded);
  }
}

package dev.fabula.isa.x86;

import dev.fabula.term.Term;
import java.util.List;

/** What {@code cpuid} reads and writes (Intel SDM volume 2, CPUID). */
final class Identification {

  /** Leaves that tell nothing of ECX; any other, a future one too, may have subleaves. */
  private static final List<Long> WITHOUT_SUBLEAF =
      List.of(
          0L,
          1L,
          2L,
          3L,
          5L,
          6L,
          9L,
          0xaL,
          0x15L,
          0x16L,
          0x19L,
          0x1cL,
          0x4000_0000L,
          0x4000_0001L,
          0x8000_0000L,
          0x8000_0001L,
          0x8000_0002L,
          0x8000_0003L,
          0x8000_0004L,
          0x8000_0005L,
          0x8000_0006L,
          0x8000_0007L,
          0x8000_0008L,
          0x8000_000aL);

  private Identification() {}

  /** Puts functions of the leaf, and of the subleaf where there is one, into four registers. */
  static void cpuid(Step s) {
    Term leaf = s.get("ax", 32);
    Term subleaf = hasNone(s, leaf).ite(s.terms.zero(32), s.get("cx", 32));
    s.unrepeatable("cpuid");
    for (String name : List.of("ax", "bx", "cx", "dx")) {
      s.put(name, s.apply("cpuid." + name, 32, leaf, subleaf));
    }
  }

  private static Term hasNone(Step s, Term leaf) {
    return WITHOUT_SUBLEAF.stream()
        .map(number -> leaf.eq(s.terms.constant(number, 32)))
        .reduce(s.terms.falseTerm(), Term::or);
  }
}

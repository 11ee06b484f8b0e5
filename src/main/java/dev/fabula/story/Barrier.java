package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.mir.MemoryEvent.Order;
import java.util.Set;

/** What a fence of a processor orders between threads. */
enum Barrier {
  /** Nothing. */
  NONE,
  /** Earlier loads before all that comes later. */
  ACQUIRE,
  /** Everything earlier before later stores. */
  RELEASE,
  /** Both of these, but no earlier stores before later loads. */
  ACQUIRE_RELEASE,
  /** Everything earlier before everything later. */
  FULL;

  private static final Set<String> SHARED = Set.of("", "sy", "ish", "osh");
  private static final Set<String> SHARED_LOADS = Set.of("ld", "ishld", "oshld");

  /** What an instruction does, by its text (Arm ARM, B2.3.12; RISC-V Unprivileged ISA, 2.7). */
  static Barrier of(Architecture architecture, String text) {
    String[] words = text.strip().replace(",", " ").split("\\s+");
    String name = words[0];
    return switch (architecture) {
      case X86, X86_64 -> name.equals("mfence") ? FULL : NONE;
      case AARCH64, ARM64EC, ARM ->
          name.equals("dmb") || name.equals("dsb") ? arm(words.length > 1 ? words[1] : "") : NONE;
      case RISCV32, RISCV64 -> riscV(words);
      case LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> NONE;
    };
  }

  private static Barrier arm(String domain) {
    if (SHARED.contains(domain)) {
      return FULL;
    }
    return SHARED_LOADS.contains(domain) ? ACQUIRE : NONE;
  }

  private static Barrier riscV(String[] words) {
    if (words[0].equals("fence.tso")) {
      return ACQUIRE_RELEASE;
    }
    if (!words[0].equals("fence")) {
      return NONE;
    }
    if (words.length < 3) {
      return FULL;
    }
    boolean readsFirst = words[1].contains("r");
    boolean writesFirst = words[1].contains("w");
    boolean readsThen = words[2].contains("r");
    boolean writesThen = words[2].contains("w");
    boolean acquires = readsFirst && readsThen && writesThen;
    boolean releases = readsFirst && writesFirst && writesThen;
    if (acquires && releases) {
      return FULL;
    }
    return acquires ? ACQUIRE : releases ? RELEASE : NONE;
  }

  /** Whether it makes a load before it one that acquires. */
  boolean acquires() {
    return this == ACQUIRE || this == ACQUIRE_RELEASE || this == FULL;
  }

  /** Whether it makes a store after it one that releases. */
  boolean releases() {
    return this == RELEASE || this == ACQUIRE_RELEASE || this == FULL;
  }

  /** Of two in a row the stronger, as far as one of them is stronger. */
  Barrier or(Barrier other) {
    boolean both = acquires() && other.releases() || releases() && other.acquires();
    Barrier stronger = compareTo(other) > 0 ? this : other;
    return both && stronger != FULL ? ACQUIRE_RELEASE : stronger;
  }

  /** Whether it is a fence of an order; on x86 all but the strongest need no instruction. */
  boolean isFence(Architecture architecture, Order order) {
    return switch (order) {
      case PLAIN, LATER, VOLATILE, RELAXED -> true;
      case ACQUIRE -> architecture.isX86() || acquires();
      case RELEASE -> architecture.isX86() || releases();
      case ACQUIRE_RELEASE -> architecture.isX86() || acquires() && releases();
      case SEQUENTIAL -> this == FULL;
    };
  }
}

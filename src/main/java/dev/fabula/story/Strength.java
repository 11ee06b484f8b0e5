package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.isa.Access;
import dev.fabula.mir.MemoryEvent.Order;

/**
 * How strong the orderings of instructions are in terms of the language: the mappings of its
 * atomics to processors (Sewell and Sevcik, "C/C++11 mappings to processors"; RISC-V Unprivileged
 * ISA, table A.6; Arm ARM, B2.3; Intel SDM vol. 3, 8.2).
 *
 * @param architecture the processor
 * @param before what the strongest fence before the access does
 * @param after what the strongest fence after it does
 */
record Strength(Architecture architecture, Barrier before, Barrier after) {

  /** Whether a load may stand for an atomic load of an order. */
  boolean loads(MemoryAccess load, Order order) {
    return switch (order) {
      case PLAIN, LATER, VOLATILE, RELAXED, RELEASE -> true;
      case ACQUIRE, ACQUIRE_RELEASE -> acquires(load);
      case SEQUENTIAL -> acquires(load) && (isSequentialLoad(load) || isFenced());
    };
  }

  /** Whether a store may stand for an atomic store of an order. */
  boolean stores(MemoryAccess store, Order order) {
    return switch (order) {
      case PLAIN, LATER, VOLATILE, RELAXED, ACQUIRE -> true;
      case RELEASE, ACQUIRE_RELEASE -> releases(store);
      case SEQUENTIAL -> releases(store) && (isSequentialStore(store) || isFenced());
    };
  }

  /** Whether a read and write in one may stand for an atomic one of an order. */
  boolean updates(MemoryAccess load, MemoryAccess store, Order order) {
    return switch (order) {
      case PLAIN, LATER, VOLATILE, RELAXED -> true;
      case ACQUIRE -> acquires(load);
      case RELEASE -> releases(store);
      case ACQUIRE_RELEASE -> acquires(load) && releases(store);
      case SEQUENTIAL -> acquires(load) && releases(store) && (isSequential(load) || isFenced());
    };
  }

  /** Fences on both sides make anything sequentially consistent. */
  private boolean isFenced() {
    return before == Barrier.FULL && after == Barrier.FULL;
  }

  private boolean acquires(MemoryAccess load) {
    return architecture.isX86() || isOrdered(load) || after.acquires();
  }

  private boolean releases(MemoryAccess store) {
    return architecture.isX86()
        || order(store) == Access.Order.RELEASE
        || order(store) == Access.Order.SEQUENTIAL
        || before.releases();
  }

  private boolean isSequentialLoad(MemoryAccess load) {
    return switch (architecture) {
      case X86, X86_64 -> true;
      // LDAPR may be satisfied before an earlier STLR.
      case AARCH64, ARM64EC -> isOrdered(load) && !load.at().mnemonic().startsWith("ldap");
      // Sequentially consistent stores have a fence behind them.
      case ARM -> isOrdered(load) || after == Barrier.FULL;
      case RISCV32, RISCV64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          before == Barrier.FULL && after.acquires();
    };
  }

  private boolean isSequentialStore(MemoryAccess store) {
    return switch (architecture) {
      case X86, X86_64 -> isLocked(store) || after == Barrier.FULL;
      case AARCH64, ARM64EC, ARM -> order(store) == Access.Order.RELEASE;
      case RISCV32, RISCV64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          before.releases() && order(store) != Access.Order.RELEASE;
    };
  }

  private boolean isSequential(MemoryAccess load) {
    return switch (architecture) {
      case X86, X86_64, AARCH64, ARM64EC, ARM -> true;
      case RISCV32, RISCV64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          order(load) == Access.Order.SEQUENTIAL;
    };
  }

  private static boolean isOrdered(MemoryAccess load) {
    return order(load) == Access.Order.ACQUIRE || order(load) == Access.Order.SEQUENTIAL;
  }

  private static boolean isLocked(MemoryAccess access) {
    return access.access().filter(a -> a.kind() == Access.Kind.ATOMIC).isPresent();
  }

  private static Access.Order order(MemoryAccess access) {
    return access.access().map(Access::order).orElse(Access.Order.PLAIN);
  }
}

package dev.fabula.check;

import dev.fabula.site.Allocation;
import dev.fabula.site.Allocation.Merge;
import dev.fabula.site.Contract;
import java.util.stream.Collectors;

/** Merges of allocations in words. */
final class Merges {

  private Merges() {}

  /** What is special about an allocation, as a clause. */
  static String describe(Contract contract, Allocation allocation) {
    return allocation
        .merge()
        .map(Merges::describe)
        .orElseGet(() -> registers(contract, allocation));
  }

  private static String registers(Contract contract, Allocation allocation) {
    return contract.free().stream()
        .map(s -> "`" + s.name() + "` is in `" + allocation.of(s).base() + "`")
        .collect(Collectors.joining(" and "));
  }

  static String describe(Merge merge) {
    return switch (merge) {
      case Merge.WithRegister with ->
          "`" + with.slot().name() + "` is in `" + with.location() + "`";
      case Merge.WithInput with ->
          "`"
              + with.slot().name()
              + "` shares its register with the input `"
              + with.input().name()
              + "`"
              + (with.whenEqual() ? ", which has the same value" : "");
    };
  }
}

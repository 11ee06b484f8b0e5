package dev.fabula.check;

import dev.fabula.site.Allocation;
import dev.fabula.site.Allocation.Merge;

/** Merges of allocations in words. */
final class Merges {

  private Merges() {}

  /** What is special about an allocation, as a clause. */
  static String describe(Allocation allocation) {
    return allocation.merge().map(Merges::describe).orElse("all operands are apart");
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

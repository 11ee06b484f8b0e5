package dev.fabula.isa;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The locations of one architecture and the names under which assembly speaks of them. */
public interface RegisterFile {

  /** All locations, in a fixed order. */
  Collection<Location> locations();

  /** The view that a lower-case register name stands for. */
  Optional<RegisterView> view(String name);

  /** The stack pointer. */
  Location stackPointer();

  /** The flags that {@code preserves_flags} covers, in a fixed order. */
  List<Location> flags();

  /** Those of the flags that float arithmetic raises. */
  default List<Location> floatFlags() {
    return List.of();
  }

  /** Control state that float arithmetic reads beside what LLVM's descriptors name. */
  default List<Location> floatControls() {
    return List.of();
  }

  /**
   * The views that a register's name in LLVM's descriptors stands for: several for a flags
   * register, none for a program counter; empty if the name is not known.
   */
  default Optional<List<RegisterView>> described(String llvmName) {
    return view(llvmName.toLowerCase(Locale.ROOT)).map(List::of);
  }
}

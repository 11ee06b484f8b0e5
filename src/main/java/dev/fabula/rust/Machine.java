package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import java.util.List;
import java.util.Optional;

/**
 * An architecture that rustc knows, with one pointer width and byte order.
 *
 * @param name the name in {@code target_arch}
 * @param pointerWidth width of a pointer in bits
 * @param endian {@code little} or {@code big}
 */
record Machine(String name, int pointerWidth, String endian) {

  /** All architectures, the usual variant of each before its others. */
  static final List<Machine> ALL =
      List.of(
          little("x86_64", 64),
          little("x86", 32),
          little("aarch64", 64),
          little("arm", 32),
          little("riscv64", 64),
          little("riscv32", 32),
          little("loongarch64", 64),
          little("loongarch32", 32),
          big("s390x", 64),
          little("powerpc64", 64),
          big("powerpc64", 64),
          big("powerpc", 32),
          little("arm64ec", 64),
          big("aarch64", 64),
          big("arm", 32),
          little("x86_64", 32),
          little("aarch64", 32),
          big("mips", 32),
          little("mips", 32),
          big("mips64", 64),
          little("mips64", 64),
          big("mips32r6", 32),
          big("mips64r6", 64),
          big("sparc", 32),
          big("sparc64", 64),
          little("wasm32", 32),
          little("wasm64", 64),
          little("hexagon", 32),
          little("avr", 16),
          little("msp430", 16),
          little("bpf", 64),
          little("nvptx64", 64),
          little("amdgpu", 64),
          little("csky", 32),
          big("m68k", 32),
          little("xtensa", 32),
          little("spirv", 32));

  private static Machine little(String name, int pointerWidth) {
    return new Machine(name, pointerWidth, "little");
  }

  private static Machine big(String name, int pointerWidth) {
    return new Machine(name, pointerWidth, "big");
  }

  /** The usual variants of the architectures with the given names, in the order of the names. */
  static List<Machine> named(List<String> names) {
    return names.stream()
        .flatMap(name -> ALL.stream().filter(m -> m.name().equals(name)).limit(1))
        .toList();
  }

  /** Whether it is the usual variant of its architecture. */
  boolean isUsual() {
    return ALL.stream().filter(m -> m.name().equals(name)).findFirst().equals(Optional.of(this));
  }

  /** The architecture as the rest of the program knows it. */
  Optional<Architecture> architecture() {
    return isUsual() ? Architecture.named(name) : Optional.empty();
  }

  /** The name with what makes the variant unusual. */
  String describe() {
    return isUsual()
        ? name
        : name + " with " + pointerWidth + "-bit pointers, " + endian + " endian";
  }
}

package dev.fabula.abi.run;

import dev.fabula.asm.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A processor that qemu emulates for programs of Linux.
 *
 * @param qemu how qemu calls it
 * @param bytes width of a word
 * @param registers names of locations in the order in which GDB's protocol has them
 * @param link the register of the address to return to; empty if that is on the stack
 * @param saved registers that functions keep for their callers
 * @param fixed registers whose values programs rely on
 * @param live how many words more than enough fill the registers
 * @param machine how compilers of C call it, as a regular expression for their target
 * @param rust the target of rustc
 * @param gcc names under which there may be a GCC for it
 * @param flags further options for compilers of C
 */
record Processor(
    String qemu,
    int bytes,
    List<String> registers,
    Optional<String> link,
    Set<String> saved,
    Set<String> fixed,
    int live,
    String machine,
    String rust,
    List<String> gcc,
    List<String> flags) {

  /** The processor of an architecture, if there is an emulator for its programs here. */
  static Optional<Processor> of(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> Optional.of(x86Wide());
      case X86 -> Optional.of(x86());
      case AARCH64 -> Optional.of(aarch64());
      case ARM -> Optional.of(arm());
      case RISCV32 -> Optional.of(riscv(32));
      case RISCV64 -> Optional.of(riscv(64));
      case ARM64EC, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 -> Optional.empty();
    };
  }

  private static Processor x86Wide() {
    List<String> registers =
        new ArrayList<>(List.of("rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp"));
    registers.addAll(numbered("r", 8, 15));
    registers.add("rip");
    return new Processor(
        "x86_64",
        8,
        registers,
        Optional.empty(),
        Set.of("rbx", "rbp", "r12", "r13", "r14", "r15"),
        Set.of(),
        12,
        "x86_64",
        "x86_64-unknown-linux-gnu",
        List.of("x86_64-linux-gnu-gcc", "gcc"),
        List.of("-m64"));
  }

  private static Processor x86() {
    return new Processor(
        "i386",
        4,
        List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip"),
        Optional.empty(),
        Set.of("ebx", "ebp", "esi", "edi"),
        Set.of(),
        6,
        "i[3-6]86",
        "i686-unknown-linux-gnu",
        List.of("i686-linux-gnu-gcc", "gcc"),
        List.of("-m32"));
  }

  private static Processor aarch64() {
    List<String> registers = numbered("x", 0, 30);
    registers.addAll(List.of("sp", "pc"));
    return new Processor(
        "aarch64",
        8,
        registers,
        Optional.of("x30"),
        Set.copyOf(numbered("x", 19, 29)),
        Set.of("x18"),
        24,
        "aarch64",
        "aarch64-unknown-linux-gnu",
        List.of("aarch64-linux-gnu-gcc", "gcc"),
        List.of());
  }

  private static Processor arm() {
    return new Processor(
        "arm",
        4,
        numbered("r", 0, 15),
        Optional.of("r14"),
        Set.copyOf(numbered("r", 4, 11)),
        Set.of(),
        12,
        "arm",
        "armv7-unknown-linux-gnueabi",
        List.of("arm-linux-gnueabi-gcc", "arm-linux-gnueabihf-gcc", "gcc"),
        List.of("-marm"));
  }

  private static Processor riscv(int bits) {
    List<String> registers = numbered("x", 0, 31);
    registers.add("pc");
    boolean wide = bits == 64;
    return new Processor(
        "riscv" + bits,
        bits / 8,
        registers,
        Optional.of("x1"),
        Set.copyOf(Stream.concat(Stream.of("x8", "x9"), numbered("x", 18, 27).stream()).toList()),
        Set.of("x0", "x3", "x4"),
        26,
        "riscv(32|64)",
        wide ? "riscv64gc-unknown-linux-gnu" : "riscv32imac-unknown-none-elf",
        List.of("riscv" + bits + "-linux-gnu-gcc", "riscv64-linux-gnu-gcc", "gcc"),
        wide
            ? List.of("-march=rv64gc", "-mabi=lp64d", "-mno-relax")
            : List.of("-march=rv32imac", "-mabi=ilp32", "-mno-relax"));
  }

  private static List<String> numbered(String prefix, int first, int last) {
    return new ArrayList<>(IntStream.rangeClosed(first, last).mapToObj(i -> prefix + i).toList());
  }

  /** The program counter, which GDB has behind the other registers. */
  String counter() {
    return registers.getLast();
  }

  /** The stack pointer. */
  String stack() {
    return switch (qemu) {
      case "x86_64" -> "rsp";
      case "i386" -> "esp";
      case "arm" -> "r13";
      case "aarch64" -> "sp";
      default -> "x2";
    };
  }

  /** Registers that may hold anything when a function starts. */
  List<String> free() {
    Set<String> others = Set.of(counter(), stack(), link.orElse(""));
    return registers.stream().filter(r -> !others.contains(r) && !fixed.contains(r)).toList();
  }

  /** A value as wide as a word. */
  long word(long value) {
    return bytes == 8 ? value : value & 0xffff_ffffL;
  }
}

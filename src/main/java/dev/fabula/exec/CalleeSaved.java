package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.site.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The registers that a function has to leave as it found them. */
public final class CalleeSaved {

  private CalleeSaved() {}

  /**
   * The low bits of a register.
   *
   * @param name the register's name
   * @param bits how many of its bits are kept
   */
  public record Part(String name, int bits) {}

  /**
   * What functions of an ABI keep (System V ABI x86-64 3.2.1 and i386; Microsoft x64 calling
   * convention; AAPCS64 6.1.1 and 6.1.2; AAPCS32 6.1.1 and 6.1.2; RISC-V psABI 1.1 and 1.2;
   * LoongArch psABI, register usage; s390x ELF ABI, 1.2.2; Power ELF V2 ABI, 2.2.2, and 32-bit ABI,
   * 3.2.1), but for the upper halves that hold floats and for fields of flags; empty where we do
   * not know the ABI.
   */
  public static List<Part> of(Architecture architecture, String abi, Target target) {
    return switch (architecture) {
      case X86_64 -> x86(abi, target);
      case X86 -> isUsual(abi) ? parts(32, "ebx", "ebp", "esi", "edi") : List.of();
      case AARCH64, ARM64EC -> isUsual(abi) ? aarch64() : List.of();
      case ARM -> isUsual(abi) ? arm() : List.of();
      case RISCV32 -> isUsual(abi) ? riscv(32) : List.of();
      case RISCV64 -> isUsual(abi) ? riscv(64) : List.of();
      case LOONGARCH32 -> isUsual(abi) ? loongArch(32) : List.of();
      case LOONGARCH64 -> isUsual(abi) ? loongArch(64) : List.of();
      case S390X -> isUsual(abi) ? numbered(64, "r", 6, 13) : List.of();
      case POWERPC -> isUsual(abi) ? power(32) : List.of();
      case POWERPC64 -> isUsual(abi) ? power(64) : List.of();
    };
  }

  /** Whether functions keep a register, or a part of it; the link register counts as kept. */
  public static boolean keeps(Target target, String location) {
    boolean link = Link.of(target.architecture()).filter(location::equals).isPresent();
    return link || inC(target).stream().anyMatch(part -> part.name().equals(location));
  }

  /** What functions of the C ABI keep. */
  static List<Part> inC(Target target) {
    return of(target.architecture(), "C", target);
  }

  private static boolean isUsual(String abi) {
    return switch (abi) {
      case "C", "C-unwind", "system", "system-unwind", "cdecl", "stdcall", "fastcall", "aapcs" ->
          true;
      default -> false;
    };
  }

  private static List<Part> x86(String abi, Target target) {
    boolean windows = target.system().equals(Optional.of("windows"));
    return switch (abi) {
      case "win64", "efiapi", "win64-unwind" -> windows();
      case "sysv64", "sysv64-unwind" -> systemV();
      case "C", "C-unwind", "system", "system-unwind" -> windows ? windows() : systemV();
      default -> List.of();
    };
  }

  private static List<Part> systemV() {
    return parts(64, "rbx", "rbp", "r12", "r13", "r14", "r15");
  }

  private static List<Part> loongArch(int width) {
    List<Part> result = new ArrayList<>();
    for (int i = 22; i <= 31; i++) {
      result.addAll(parts(width, "r" + i));
    }
    for (int i = 24; i <= 31; i++) {
      result.addAll(parts(64, "f" + i));
    }
    return List.copyOf(result);
  }

  private static List<Part> windows() {
    List<Part> result = new ArrayList<>(systemV());
    result.addAll(parts(64, "rdi", "rsi"));
    for (int i = 6; i <= 15; i++) {
      result.add(new Part("xmm" + i, 128));
    }
    return result;
  }

  private static List<Part> aarch64() {
    List<Part> result = new ArrayList<>();
    for (int i = 19; i <= 29; i++) {
      result.add(new Part("x" + i, 64));
    }
    for (int i = 8; i <= 15; i++) {
      result.add(new Part("v" + i, 64));
    }
    return result;
  }

  private static List<Part> arm() {
    List<Part> result = new ArrayList<>(numbered(32, "r", 4, 11));
    result.addAll(numbered(128, "q", 4, 7));
    return result;
  }

  /** Of float registers as much as the widest float ABI keeps. */
  private static List<Part> riscv(int bits) {
    List<Part> result = new ArrayList<>(numbered(bits, "x", 8, 9));
    result.addAll(numbered(bits, "x", 18, 27));
    result.addAll(numbered(64, "f", 8, 9));
    result.addAll(numbered(64, "f", 18, 27));
    return result;
  }

  /** Vector registers 20 to 31 are the last of the 64 vector-scalar ones. */
  private static List<Part> power(int bits) {
    List<Part> result = new ArrayList<>(numbered(bits, "r", 14, 31));
    result.addAll(numbered(128, "vs", 52, 63));
    return result;
  }

  private static List<Part> numbered(int bits, String letter, int first, int last) {
    List<Part> result = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      result.add(new Part(letter + i, bits));
    }
    return result;
  }

  private static List<Part> parts(int bits, String... names) {
    return java.util.Arrays.stream(names).map(n -> new Part(n, bits)).toList();
  }
}

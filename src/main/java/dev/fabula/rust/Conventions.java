package dev.fabula.rust;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Architectures that names of modules, files, folders and crates stand for by custom. */
final class Conventions {
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("x86_64", List.of("x86_64")),
          Map.entry("x86-64", List.of("x86_64")),
          Map.entry("x64", List.of("x86_64")),
          Map.entry("amd64", List.of("x86_64")),
          Map.entry("x86", List.of("x86_64", "x86")),
          Map.entry("x86_32", List.of("x86")),
          Map.entry("i386", List.of("x86")),
          Map.entry("i586", List.of("x86")),
          Map.entry("i686", List.of("x86")),
          Map.entry("ia32", List.of("x86")),
          Map.entry("aarch64", List.of("aarch64")),
          Map.entry("arm64", List.of("aarch64")),
          Map.entry("armv8", List.of("aarch64")),
          Map.entry("arm64ec", List.of("arm64ec")),
          Map.entry("arm", List.of("arm")),
          Map.entry("arm32", List.of("arm")),
          Map.entry("aarch32", List.of("arm")),
          Map.entry("armv4t", List.of("arm")),
          Map.entry("armv5te", List.of("arm")),
          Map.entry("armv6", List.of("arm")),
          Map.entry("armv7", List.of("arm")),
          Map.entry("thumb", List.of("arm")),
          Map.entry("riscv64", List.of("riscv64")),
          Map.entry("riscv32", List.of("riscv32")),
          Map.entry("rv64", List.of("riscv64")),
          Map.entry("rv32", List.of("riscv32")),
          Map.entry("riscv", List.of("riscv64", "riscv32")),
          Map.entry("loongarch64", List.of("loongarch64")),
          Map.entry("loongarch32", List.of("loongarch32")),
          Map.entry("loongarch", List.of("loongarch64")),
          Map.entry("la64", List.of("loongarch64")),
          Map.entry("s390x", List.of("s390x")),
          Map.entry("powerpc64", List.of("powerpc64")),
          Map.entry("powerpc64le", List.of("powerpc64")),
          Map.entry("ppc64", List.of("powerpc64")),
          Map.entry("ppc64le", List.of("powerpc64")),
          Map.entry("powerpc", List.of("powerpc64", "powerpc")),
          Map.entry("ppc", List.of("powerpc64", "powerpc")),
          Map.entry("mips", List.of("mips")),
          Map.entry("mips32", List.of("mips")),
          Map.entry("mips64", List.of("mips64")),
          Map.entry("sparc", List.of("sparc")),
          Map.entry("sparc64", List.of("sparc64")),
          Map.entry("hexagon", List.of("hexagon")),
          Map.entry("avr", List.of("avr")),
          Map.entry("msp430", List.of("msp430")),
          Map.entry("m68k", List.of("m68k")),
          Map.entry("csky", List.of("csky")),
          Map.entry("xtensa", List.of("xtensa")),
          Map.entry("bpf", List.of("bpf")),
          Map.entry("nvptx", List.of("nvptx64")),
          Map.entry("nvptx64", List.of("nvptx64")),
          Map.entry("wasm32", List.of("wasm32")),
          Map.entry("wasm64", List.of("wasm64")));

  private static final Pattern WORD =
      Pattern.compile("(?<![a-z0-9])(?:x86[_-]64|x86_32|[a-z]+[0-9]*[a-z0-9]*)(?![a-z0-9])");

  private static final Pattern CORTEX = Pattern.compile("(?<![a-z0-9])cortex(?![a-z0-9])");

  private Conventions() {}

  /** The architectures that a module's or file's name stands for; none if it says nothing. */
  static List<String> ofName(String name) {
    Matcher matcher = WORD.matcher(name.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      List<String> architectures = NAMES.get(matcher.group());
      if (architectures != null) {
        return architectures;
      }
    }
    return List.of();
  }

  /** The architectures that a crate's name stands for; none if it says nothing. */
  static List<String> ofCrate(String name) {
    List<String> architectures = ofName(name);
    boolean cortex = CORTEX.matcher(name).find();
    return architectures.isEmpty() && cortex ? List.of("arm") : architectures;
  }

  /** The architectures that the path of a {@code use} stands for: of a crate or vendor module. */
  static List<String> ofUse(List<String> path) {
    List<String> names = path.stream().filter(n -> !n.equals("::")).toList();
    if (names.size() < 2) {
      return List.of();
    }
    boolean library = names.getFirst().equals("core") || names.getFirst().equals("std");
    if (library) {
      return names.get(1).equals("arch") && names.size() > 2 ? ofName(names.get(2)) : List.of();
    }
    boolean own = Set.of("crate", "self", "super").contains(names.getFirst());
    return own ? List.of() : ofCrate(names.getFirst());
  }

  /** The architectures of a path of folders, modules or files: the last name that says anything. */
  static List<String> ofPath(List<String> names) {
    for (String name : names.reversed()) {
      List<String> architectures = ofName(name);
      if (!architectures.isEmpty()) {
        return architectures;
      }
    }
    return List.of();
  }
}

package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.site.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A machine that a user or the running system names.
 *
 * @param architecture the architecture
 * @param mode the instruction set in which functions start
 * @param system the operating system as {@code target_os} names it; empty if nothing tells
 */
public record TargetRequest(Architecture architecture, Mode mode, Optional<String> system) {

  /** A machine of the architecture's usual instruction set. */
  public TargetRequest(Architecture architecture, Optional<String> system) {
    this(architecture, Mode.DEFAULT, system);
  }

  /** The machine that we run on. */
  public static TargetRequest host() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    Architecture architecture =
        switch (name) {
          case "aarch64", "arm64" -> Architecture.AARCH64;
          case "riscv64" -> Architecture.RISCV64;
          case "loongarch64" -> Architecture.LOONGARCH64;
          case "s390x" -> Architecture.S390X;
          case "ppc64le", "ppc64" -> Architecture.POWERPC64;
          case "arm" -> Architecture.ARM;
          case "x86", "i386", "i686" -> Architecture.X86;
          default -> Architecture.X86_64;
        };
    return new TargetRequest(architecture, Optional.of(hostSystem()));
  }

  private static String hostSystem() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "macos" : "linux";
  }

  /** The target of what tells nothing of its machine. */
  public Target target() {
    return new Target(architecture, mode, system, new TreeSet<>(), Target.Basis.REQUEST);
  }

  /** The machine of a rustc target triple or of a name of {@code target_arch}, if it is known. */
  public static Optional<TargetRequest> named(String target) {
    return Architecture.ofTriple(target)
        .map(a -> new TargetRequest(a, Architecture.modeOfTriple(target), systemOf(target)));
  }

  private static Optional<String> systemOf(String triple) {
    List<String> parts = List.of(triple.split("-"));
    for (String part : parts.subList(1, parts.size())) {
      String name = part.equals("darwin") ? "macos" : part;
      boolean known = OperatingSystem.names().contains(name) && !name.equals("unknown");
      if (known) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** The architecture's name in {@code target_arch}, as a list of one. */
  List<String> names() {
    return List.of(architecture.rustName());
  }
}

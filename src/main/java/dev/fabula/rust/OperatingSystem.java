package dev.fabula.rust;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operating system as conditions see it.
 *
 * @param name the name in {@code target_os}
 * @param family {@code unix}, {@code windows} or nothing
 * @param environment the name in {@code target_env}
 * @param vendor the name in {@code target_vendor}
 */
record OperatingSystem(String name, String family, String environment, String vendor) {

  /** The systems that rustc knows, with the environments that crates ask for. */
  static final List<OperatingSystem> ALL =
      List.of(
          unix("linux", "gnu"),
          unix("linux", "musl"),
          unix("linux", "uclibc"),
          unix("linux", "ohos"),
          unix("android", ""),
          apple("macos", ""),
          apple("ios", ""),
          apple("ios", "sim"),
          apple("ios", "macabi"),
          apple("tvos", ""),
          apple("watchos", ""),
          apple("visionos", ""),
          new OperatingSystem("windows", "windows", "msvc", "pc"),
          new OperatingSystem("windows", "windows", "gnu", "pc"),
          unix("freebsd", ""),
          unix("netbsd", ""),
          unix("openbsd", ""),
          unix("dragonfly", ""),
          unix("solaris", ""),
          unix("illumos", ""),
          unix("fuchsia", ""),
          unix("redox", "relibc"),
          unix("haiku", ""),
          unix("hurd", "gnu"),
          unix("aix", ""),
          unix("nto", "nto71"),
          unix("vxworks", "gnu"),
          unix("espidf", "newlib"),
          unix("horizon", "newlib"),
          unix("vita", "newlib"),
          unix("rtems", "newlib"),
          unix("cygwin", ""),
          unix("nuttx", ""),
          unix("emscripten", ""),
          new OperatingSystem("uefi", "", "", "unknown"),
          new OperatingSystem("hermit", "", "", "unknown"),
          new OperatingSystem("xous", "", "", "unknown"),
          new OperatingSystem("unknown", "", "sgx", "fortanix"),
          new OperatingSystem("wasi", "", "p1", "unknown"),
          new OperatingSystem("cuda", "", "", "nvidia"),
          new OperatingSystem("psp", "", "", "sony"),
          new OperatingSystem("solid_asp3", "", "", "kmc"),
          new OperatingSystem("teeos", "", "", "unknown"),
          new OperatingSystem("trusty", "", "", "unknown"),
          new OperatingSystem("zkvm", "", "", "risc0"),
          new OperatingSystem("none", "", "", "unknown"),
          new OperatingSystem("unknown", "", "", "unknown"));

  /** Systems whose names are in use for the code that is for them alone. */
  private static final Set<String> CUSTOMARY =
      Set.of(
          "linux",
          "android",
          "macos",
          "ios",
          "windows",
          "freebsd",
          "netbsd",
          "openbsd",
          "dragonfly",
          "illumos",
          "solaris",
          "fuchsia",
          "redox");

  private static final Set<String> NAMES = all(OperatingSystem::name);
  private static final Set<String> ENVIRONMENTS = all(OperatingSystem::environment);

  private static OperatingSystem unix(String name, String environment) {
    return new OperatingSystem(name, "unix", environment, "unknown");
  }

  private static OperatingSystem apple(String name, String environment) {
    return new OperatingSystem(name, "unix", environment, "apple");
  }

  /** All values of {@code target_os} in the list. */
  static Set<String> names() {
    return NAMES;
  }

  /** All values of {@code target_env} in the list. */
  static Set<String> environments() {
    return ENVIRONMENTS;
  }

  /**
   * The system that names of folders, files and modules stand for by custom: the last name with one
   * of the usual systems among its words, as {@code linux_raw}.
   */
  static Optional<String> ofPath(List<String> names) {
    for (String name : names.reversed()) {
      List<String> systems =
          Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
              .filter(CUSTOMARY::contains)
              .distinct()
              .toList();
      if (!systems.isEmpty()) {
        return Optional.of(systems.getFirst()).filter(_ -> systems.size() == 1);
      }
    }
    return Optional.empty();
  }

  private static Set<String> all(Function<OperatingSystem, String> part) {
    return ALL.stream().map(part).collect(Collectors.toUnmodifiableSet());
  }
}

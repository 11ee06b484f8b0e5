package dev.fabula.isa;

import java.util.Optional;
import java.util.Set;

/**
 * What is known of a compilation target beyond its architecture, as far as register rules depend on
 * it.
 *
 * @param system the operating system as {@code target_os} names it; empty if nothing tells
 * @param features names of target features that are certainly enabled, as rustc spells them
 */
public record RegisterTarget(Optional<String> system, Set<String> features) {

  /** A target of which nothing is known. */
  public static final RegisterTarget UNKNOWN = new RegisterTarget(Optional.empty(), Set.of());

  private static final Set<String> LIKE_WINDOWS = Set.of("windows", "uefi", "cygwin");
  private static final Set<String> APPLE = Set.of("macos", "ios", "tvos", "watchos", "visionos");

  /** Copies the features. */
  public RegisterTarget {
    features = Set.copyOf(features);
  }

  /** A target of which only the operating system is known. */
  public static RegisterTarget of(String system) {
    return new RegisterTarget(Optional.of(system), Set.of());
  }

  /** Whether the system is certainly this one. */
  public boolean runs(String name) {
    return system.filter(name::equals).isPresent();
  }

  /** Whether the system certainly has the conventions of Windows: UEFI and Cygwin do. */
  public boolean isLikeWindows() {
    return system.filter(LIKE_WINDOWS::contains).isPresent();
  }

  /** Whether the system is certainly one of Apple's. */
  public boolean isApple() {
    return system.filter(APPLE::contains).isPresent();
  }

  /** Whether a feature is certainly enabled. */
  public boolean has(String feature) {
    return features.contains(feature);
  }
}

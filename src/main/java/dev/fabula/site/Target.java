package dev.fabula.site;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.isa.RegisterTarget;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The machine that a site is read for.
 *
 * @param architecture the architecture
 * @param mode the instruction set in which functions start
 * @param system the operating system as {@code target_os} names it; empty if nothing tells
 * @param features names that {@code target_feature} conditions or attributes around it require
 * @param basis what decided the architecture
 * @param guessed whether the operating system is only that of the machine on which we run
 */
public record Target(
    Architecture architecture,
    Mode mode,
    Optional<String> system,
    SortedSet<String> features,
    Basis basis,
    boolean guessed) {

  /** A machine whose operating system is no guess. */
  public Target(
      Architecture architecture,
      Mode mode,
      Optional<String> system,
      SortedSet<String> features,
      Basis basis) {
    this(architecture, mode, system, features, basis, false);
  }

  /** The same in another instruction set of the architecture. */
  public Target in(Mode other) {
    return new Target(architecture, other, system, features, basis, guessed);
  }

  /** The same, decided by something else. */
  public Target on(Basis other) {
    return new Target(architecture, mode, system, features, other, guessed);
  }

  /** What tables of registers ask of the target. */
  public RegisterTarget registers() {
    Set<String> known = new TreeSet<>(features);
    if (mode != Mode.DEFAULT) {
      known.addAll(Set.of("thumb-mode", "thumb2"));
    }
    return new RegisterTarget(system, known);
  }

  /** What decided the architecture of a site, the strongest first. */
  public enum Basis {
    /** The user's compiler, which compiled it for that machine. */
    COMPILER,
    /** A {@code cfg} condition around the site. */
    CONDITION,
    /** The name of a module, file or folder around the site. */
    CONVENTION,
    /** The name or the configuration of the crate. */
    CRATE,
    /** The target that the user asked for. */
    REQUEST,
    /** The machine on which we run. */
    HOST,
    /** The text itself, which is no code for the machine on which we run. */
    TEXT
  }
}

package dev.fabula.site;

import dev.fabula.asm.Architecture;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The machine that a site is read for.
 *
 * @param architecture the architecture
 * @param system the operating system as {@code target_os} names it; empty if nothing tells
 * @param features names that {@code target_feature} conditions or attributes around it require
 * @param basis what decided the architecture
 */
public record Target(
    Architecture architecture, Optional<String> system, SortedSet<String> features, Basis basis) {

  /** What decided the architecture of a site, the strongest first. */
  public enum Basis {
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

package dev.fabula.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest; "development" where classes run from a folder. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"fabula " + number()};
  }

  /** The bare version number. */
  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}

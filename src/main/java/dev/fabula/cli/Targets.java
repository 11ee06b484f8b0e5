package dev.fabula.cli;

import dev.fabula.rust.TargetRequest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Targets on the command line. */
final class Targets {

  private Targets() {}

  /** The target of that name; throws a usage error if there is none. */
  static TargetRequest named(String name, CommandLine command) {
    return TargetRequest.named(name)
        .orElseThrow(() ->
            new ParameterException(
                command, "--target: no architecture or target triple '" + name + "'"));
  }
}

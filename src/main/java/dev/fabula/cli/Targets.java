package dev.fabula.cli;

import dev.fabula.rust.TargetRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Targets on the command line. */
final class Targets {

  private Targets() {}

  /** The name, if it is a triple as compilers take it and not only an architecture. */
  static Optional<String> triple(@Nullable String name) {
    return Optional.ofNullable(name).filter(n -> n.contains("-"));
  }

  /** The target of that name; throws a usage error if there is none. */
  static TargetRequest named(String name, CommandLine command) {
    return TargetRequest.named(name)
        .orElseThrow(() ->
            new ParameterException(
                command, "--target: no architecture or target triple '" + name + "'"));
  }
}

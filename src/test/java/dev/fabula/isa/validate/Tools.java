package dev.fabula.isa.validate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that a target needs. */
final class Tools {

  private Tools() {}

  /** The reason why a program cannot be used, if it is not on the path. */
  static Optional<String> missing(String name) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    return there ? Optional.empty() : Optional.of(name + " is not on the path");
  }
}

package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import java.util.List;
import java.util.stream.Collectors;

/** What lies beside generated stubs. */
final class Readme {

  private Readme() {}

  static String of(Abi abi, List<Machine> machines, String language) {
    return """
    # Stubs of %s in %s

    %s

    Made by Fabula from the description %s, for %s: change the description, not these files. Whoever makes them
    may use them under MIT or Apache-2.0, at choice.

    `fabula stubs --prove` shows that they keep to the description.
    """
        .formatted(
            abi.name(),
            language,
            abi.about(),
            Names.title(abi),
            machines.stream().map(Machine::name).collect(Collectors.joining(", ")));
  }
}

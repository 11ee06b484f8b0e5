package dev.fabula.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What commands ask of the arguments of a command line; what is not met is a usage error. */
final class Demands {

  private Demands() {}

  /** Asks for a file or folder that is there. */
  static void path(Path path, CommandLine command) {
    if (!Files.exists(path)) {
      throw new ParameterException(command, "no file or folder '" + path + "'");
    }
  }

  /** Asks for a number above zero. */
  static void positive(int number, String option, CommandLine command) {
    if (number < 1) {
      throw new ParameterException(command, option + " must be at least 1");
    }
  }
}

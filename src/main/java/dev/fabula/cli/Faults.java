package dev.fabula.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How the process answers a command that could not be run to its end. */
final class Faults {
  private Faults() {}

  /** A wrong command line: the sentence, a suggestion where one is near, where to read on. */
  static int usage(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fabula: " + sentence(fault));
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  /** A missing thing outside is one line; any other exception is a bug of ours. */
  static int execution(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof EnvironmentException) {
      command.getErr().println("fabula: " + fault.getMessage());
      return ExitStatus.ENVIRONMENT;
    }
    return bug(fault, command.getErr());
  }

  /** What Fabula should never do, with the trace that its makers need. */
  static int bug(Throwable fault, PrintWriter err) {
    err.println("fabula: internal error; this is a bug in Fabula, please report these lines:");
    fault.printStackTrace(err);
    return ExitStatus.ENVIRONMENT;
  }

  private static String sentence(ParameterException fault) {
    boolean wantsCommand = !fault.getCommandLine().getSubcommands().isEmpty();
    return fault instanceof UnmatchedArgumentException unmatched
            && wantsCommand
            && !unmatched.isUnknownOption()
        ? "no command '" + unmatched.getUnmatched().getFirst() + "'"
        : String.valueOf(fault.getMessage());
  }
}

package dev.fabula.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command {@code fabula}; its subcommands are named in its annotation. */
@Command(
    name = "fabula",
    description = "Reads what compilers don't: the instructions inside inline assembly.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Check.class,
      Prove.class,
      Tell.class,
      Run.class,
      Stubs.class,
      Show.class,
      Explain.class,
      Isa.class
    },
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  every site holds, or what does not is allowed",
      "  1  findings at or above the level asked for",
      "  2  wrong command line",
      "  3  something outside is missing, or Fabula itself has failed",
      "  4  the program to run is not analysed (run only)",
      ""
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with an {@link ExitStatus}. */
  public static void main(String[] arguments) {
    CommandLine commands =
        answering(
            new CommandLine(new Main()), writer(FileDescriptor.out), writer(FileDescriptor.err));
    int status = run(commands, arguments);
    commands.getOut().flush();
    commands.getErr().flush();
    System.exit(status);
  }

  /** The same commands, writing to the given writers and answering with an {@link ExitStatus}. */
  static CommandLine answering(CommandLine commands, PrintWriter out, PrintWriter err) {
    return commands
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Faults::usage)
        .setExecutionExceptionHandler(Faults::execution);
  }

  /** Runs one command; unlike picocli alone it also answers for an {@link Error}. */
  static int run(CommandLine commands, String... arguments) {
    try {
      return commands.execute(arguments);
    } catch (Error error) {
      return Faults.bug(error, commands.getErr());
    }
  }

  /** Without a command there is nothing to do: a usage error. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
  }

  /** Always UTF-8, as sources and rustc's own messages are. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}

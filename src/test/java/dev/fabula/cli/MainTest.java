package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command's answers and exit statuses. */
final class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commands =
      Main.answering(
          new CommandLine(new Main())
              .addSubcommand("stumble", new Stumble())
              .addSubcommand("overflow", new Overflow())
              .addSubcommand("lack", new Lack()),
          new PrintWriter(out, true),
          new PrintWriter(err, true));

  @Test
  void versionGoesToStandardOutput() {
    assertThat(Main.run(commands, "--version")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).startsWith("fabula ").hasLineCount(1);
  }

  @Test
  void helpNamesEveryExitStatus() {
    assertThat(Main.run(commands, "--help")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).contains("  0  ", "  1  ", "  2  ", "  3  ");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(Main.run(commands)).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).startsWith("fabula: no command given").contains("fabula --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void unknownOptionIsWrongUsage() {
    assertThat(Main.run(commands, "stumble", "--no-such-option")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("--no-such-option").contains("fabula stumble --help");
  }

  @Test
  void unknownCommandIsWrongUsage() {
    assertThat(Main.run(commands, "stumbel")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).startsWith("fabula: no command 'stumbel'").contains("stumble");
  }

  @Test
  void bugPrintsItsTrace() {
    assertThat(Main.run(commands, "stumble")).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(err.toString()).contains("this is a bug in Fabula", "a wrong turn", "MainTest");
  }

  @Test
  void errorOfTheMachineIsABugToo() {
    assertThat(Main.run(commands, "overflow")).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(err.toString()).contains("this is a bug in Fabula", "StackOverflowError");
  }

  @Test
  void missingThingIsOneLine() {
    assertThat(Main.run(commands, "lack")).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(err.toString()).isEqualToIgnoringNewLines("fabula: no libLLVM.so here");
  }

  @Command
  private static final class Stumble implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("a wrong turn");
    }
  }

  @Command
  private static final class Overflow implements Runnable {
    @Override
    public void run() {
      throw new StackOverflowError();
    }
  }

  @Command
  private static final class Lack implements Runnable {
    @Override
    public void run() {
      throw new EnvironmentException("no libLLVM.so here");
    }
  }
}

package dev.fabula.cli;

import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Repertoire.Mnemonic;
import dev.fabula.exec.Universe;
import dev.fabula.report.RepertoireJson;
import dev.fabula.report.RepertoireText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula isa}: what is known of the instructions of each architecture. */
@Command(
    name = "isa",
    description = {
      "Lists how much is known of the instructions of each architecture: those whose results are"
          + " exact, those of which only the registers and memory read and written are known, and"
          + " those of which nothing is."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Isa implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ARCHITECTURE",
      description = "lists its mnemonics")
  private @Nullable String architecture;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MNEMONIC",
      description = "lists the forms of one, each by an example")
  private @Nullable String mnemonic;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text if not given")
  private Show.Format format = Show.Format.TEXT;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (mnemonic != null) {
      out.print(RepertoireText.forms(found(universes().getFirst(), mnemonic)));
    } else if (format == Show.Format.JSON) {
      universes().forEach(u -> out.print(RepertoireJson.render(Repertoire.of(u))));
    } else if (architecture != null) {
      universes().forEach(u -> out.print(RepertoireText.lists(Repertoire.of(u))));
    } else {
      out.print(RepertoireText.head());
      universes().forEach(u -> out.print(RepertoireText.row(Repertoire.of(u))));
    }
    out.flush();
    return ExitStatus.OK;
  }

  private List<Universe> universes() {
    return architecture == null ? List.of(Universe.values()) : List.of(universe(architecture));
  }

  private Universe universe(String name) {
    List<String> words = Arrays.stream(Universe.values()).map(Universe::word).toList();
    return Universe.named(name)
        .orElseThrow(
            () -> wrong("no architecture '" + name + "'; there are " + String.join(", ", words)));
  }

  private Mnemonic found(Universe universe, String name) {
    Repertoire repertoire = Repertoire.of(universe);
    List<String> names = repertoire.mnemonics().stream().map(Mnemonic::name).toList();
    return repertoire.mnemonics().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                "no instruction '"
                    + name
                    + "' of "
                    + universe.word()
                    + Near.question(name, names)));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package dev.fabula.cli;

import dev.fabula.abi.proof.StubDemand;
import dev.fabula.check.Rule;
import dev.fabula.check.Rules;
import dev.fabula.report.PageText;
import dev.fabula.story.StoryRule;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fabula explain}: the page of a rule, or the list of all rules. */
@Command(
    name = "explain",
    description = "Explains a rule, or lists all.",
    mixinStandardHelpOptions = true)
final class Explain implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "RULE", description = "the name in brackets")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      list(out);
    } else {
      out.print(PageText.render(page(name), Colour.AUTO.isOn()));
    }
    out.flush();
    return ExitStatus.OK;
  }

  /** Those of sites, those of stories and those of stubs. */
  static List<Rule> rules() {
    return Stream.of(Rules.all(), StoryRule.all(), StubDemand.rules())
        .<Rule>flatMap(List::stream)
        .toList();
  }

  private static void list(PrintWriter out) {
    int width = rules().stream().mapToInt(r -> r.name().length()).max().orElse(0);
    String format = "%-" + width + "s  %-8s  %s%n";
    for (Rule rule : rules()) {
      out.printf(format, rule.name(), rule.group().word(), rule.summary());
    }
    for (Page page : Page.BESIDE_RULES) {
      out.printf(format, page.name(), "", page.summary());
    }
  }

  private String page(String wanted) {
    Optional<String> text = Page.read(wanted);
    Optional<String> summary =
        rules().stream().filter(r -> r.name().equals(wanted)).findFirst().map(Rule::summary);
    return text.or(() -> summary)
        .orElseThrow(() -> new ParameterException(spec.commandLine(), noRule(wanted)));
  }

  /** What to say of a name that no rule has. */
  static String noRule(String name) {
    Stream<String> rules = rules().stream().map(Rule::name);
    Stream<String> pages = Page.BESIDE_RULES.stream().map(Page::name);
    String near = Near.question(name, Stream.concat(rules, pages).toList());
    return "no rule '"
        + name
        + "'"
        + near
        + (near.isEmpty() ? "; " : " ")
        + "`fabula explain` lists them";
  }
}

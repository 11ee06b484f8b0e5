package dev.fabula.check;

import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.GnuForm;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a site's code against its contract, under every reading of what the source leaves open.
 *
 * <p>Where the type of an operand is not known, the widest type that its class admits is taken
 * first; what only a narrower type breaks is told as such.
 */
public final class SiteChecker {

  private final Tools tools;
  private final Standard standard;

  /** A checker with the given tools. */
  public SiteChecker(Tools tools) {
    this(tools, Standard.USUAL);
  }

  /** A checker that holds sites against more, or less, than what compilers take them for. */
  public SiteChecker(Tools tools, Standard standard) {
    this.tools = tools;
    this.standard = standard;
  }

  /** A checker of what is left where a story says what the values are. */
  public static SiteChecker besideValues(Tools tools) {
    return new SiteChecker(tools, Standard.of(rule -> !rule.concernsValues()));
  }

  /**
   * The report on a site whose operands rustc accepts.
   *
   * @param foreignLabels names of labels that other sites of the file define
   */
  public SiteReport check(Site site, Set<String> foreignLabels) {
    Deadline deadline = Deadline.in(tools.siteLimit());
    SiteReport first = check(site, foreignLabels, deadline);
    List<SiteReport> others = new ArrayList<>();
    for (List<Operand> operands : site.gnu().map(GnuForm::alternatives).orElse(List.of())) {
      others.add(check(site.with(operands), foreignLabels, deadline));
    }
    SiteReport all = others.isEmpty() ? first : Alternatives.together(first, others);
    return site.gnu().flatMap(GnuForm::limit).map(all::boundedBy).orElse(all);
  }

  private SiteReport check(Site site, Set<String> foreignLabels, Deadline deadline) {
    ContractCheck.Result widest = check(site, Integer.MAX_VALUE, foreignLabels, deadline);
    List<Integer> widths = Contracts.openWidths(site);
    if (site.gnu().isPresent() && widths.size() > 1 && !isText(widest)) {
      return narrower(site, widest, widths, foreignLabels, deadline);
    }
    List<Integer> others = widths.isEmpty() ? List.of() : widths.subList(1, widths.size());
    if (widest.verdict() instanceof Verdict.Holds) {
      for (int width : others.reversed()) {
        ContractCheck.Result narrow = check(site, width, foreignLabels, deadline);
        if (isText(narrow)) {
          return narrow.verdict() instanceof Verdict.Holds
              ? report(site, widest)
              : dependsOnType(site, widest, narrow, width);
        }
      }
    }
    return report(site, widest);
  }

  private static SiteReport report(Site site, ContractCheck.Result result) {
    SiteReport report =
        new SiteReport(site, result.verdict(), result.allocations(), result.findings());
    return assumption(site).map(report::boundedBy).orElse(report);
  }

  private static boolean isText(ContractCheck.Result result) {
    return !(result.verdict() instanceof Verdict.Unknown(String reason))
        || !reason.startsWith(ContractCheck.NO_TEXT);
  }

  /** C prints a register by the type of its value: what that is shows in what assembles. */
  private SiteReport narrower(
      Site site,
      ContractCheck.Result widest,
      List<Integer> widths,
      Set<String> foreignLabels,
      Deadline deadline) {
    for (int width : widths.subList(1, widths.size())) {
      ContractCheck.Result narrow = check(site, width, foreignLabels, deadline);
      if (isText(narrow)) {
        String reason =
            "the type of " + openNames(site) + " is not known; it holds for " + width + " bits";
        return report(site, narrow).boundedBy(reason);
      }
    }
    return report(site, widest);
  }

  private ContractCheck.Result check(
      Site site, int widest, Set<String> foreignLabels, Deadline deadline) {
    Contract contract = standard.reading().apply(Contracts.of(site, widest));
    return new ContractCheck(site, contract, tools, standard, foreignLabels, deadline).check();
  }

  private static SiteReport dependsOnType(
      Site site, ContractCheck.Result widest, ContractCheck.Result narrow, int width) {
    String names = openNames(site);
    String circumstance =
        "the type of " + names + " is not known; this is so if it is " + width + " bits wide";
    List<Finding> findings = new ArrayList<>(widest.findings());
    narrow.findings().stream()
        .filter(f -> f.group() != Group.HINT)
        .map(f -> f.in(Group.HINT).note(circumstance))
        .forEach(findings::add);
    String reason = "the type of " + names + " is not known; it holds for the widest one";
    return new SiteReport(
        site, new Verdict.Bounded(reason), widest.allocations() + narrow.allocations(), findings);
  }

  private static String openNames(Site site) {
    Contract wide = Contracts.of(site, Integer.MAX_VALUE);
    Contract narrow = Contracts.of(site, 1);
    return wide.slots().stream()
        .filter(s -> differs(s, narrow.slots().get(s.index())))
        .map(s -> "`" + s.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static boolean differs(Slot wide, Slot narrow) {
    return wide.inputBits() != narrow.inputBits() || wide.outputBits() != narrow.outputBits();
  }

  /** What a verdict on a site rests on, if not all of it is known. */
  private static Optional<String> assumption(Site site) {
    Optional<String> unknown =
        site.operands().stream().flatMap(o -> unknownConstant(o).stream()).findFirst();
    return unknown
        .map(name ->
            "the value of the constant `"
                + name
                + "` is not known; it holds for "
                + ContractCheck.ASSUMED_CONSTANT)
        .or(() -> site.operands().stream().flatMap(o -> openObject(o).stream()).findFirst());
  }

  /** That the size of an object is not known. */
  private static Optional<String> openObject(Operand operand) {
    return operand instanceof Operand.Memory memory && memory.bytes() == 0
        ? Optional.of(
            "the size of `"
                + memory.place().expression()
                + "` is not known; it holds if all that the code reaches behind its start belongs"
                + " to it")
        : Optional.empty();
  }

  /** The expression of a constant of unknown value. */
  private static Optional<String> unknownConstant(Operand operand) {
    return switch (operand) {
      case Operand.Constant c when c.value().isEmpty() -> Optional.of(c.expression());
      case Operand.Immediate i when i.value().isEmpty() -> Optional.of(i.expression());
      case Operand.Constant _, Operand.Immediate _, Operand.Register _, Operand.Symbol _ ->
          Optional.empty();
      case Operand.Label _, Operand.Memory _, Operand.Matching _ -> Optional.empty();
    };
  }
}

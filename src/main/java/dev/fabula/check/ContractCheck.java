package dev.fabula.check;

import dev.fabula.asm.Assembly;
import dev.fabula.asm.Diagnostic;
import dev.fabula.asm.Rendered;
import dev.fabula.asm.Statements;
import dev.fabula.check.rules.AllocationDoesNotAssemble;
import dev.fabula.exec.Assembling;
import dev.fabula.exec.InstructionSets;
import dev.fabula.isa.InstructionSet;
import dev.fabula.site.Allocation;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds a site's code against one contract, allocation by allocation. */
final class ContractCheck {

  /** What is printed for a constant of unknown value. */
  static final BigInteger ASSUMED_CONSTANT = BigInteger.valueOf(16);

  /** That operands cannot even be apart from each other. */
  static final Verdict TOO_FEW_REGISTERS =
      new Verdict.Unknown("its operands need more registers than there are");

  /** How the reason starts where the text is none in the assembler's language. */
  static final String NO_TEXT = "does not assemble";

  private static final int MOST_ALLOCATIONS = 160;

  private final Site site;
  private final Contract contract;
  private final Tools tools;
  private final Standard standard;
  private final Set<String> foreignLabels;
  private final Deadline deadline;
  private final Assembling assembling;
  private final AllocationSpace space;
  private final Terms terms = new Terms();
  private final Findings findings = new Findings();
  private int allocations;

  /**
   * The check of one reading of a site.
   *
   * @param standard the rules that count
   */
  ContractCheck(
      Site site,
      Contract contract,
      Tools tools,
      Standard standard,
      Set<String> foreignLabels,
      Deadline deadline) {
    this.site = site;
    this.contract = contract;
    this.tools = tools;
    this.standard = standard;
    this.foreignLabels = foreignLabels;
    this.deadline = deadline;
    this.assembling = new Assembling(site, contract, ASSUMED_CONSTANT);
    this.space = new AllocationSpace(contract);
  }

  /** What came out. */
  record Result(Verdict verdict, int allocations, List<Finding> findings) {
    Result {
      findings = List.copyOf(findings);
    }
  }

  Result check() {
    Optional<Allocation> first = space.apart(Set.of());
    if (first.isEmpty()) {
      return result(TOO_FEW_REGISTERS);
    }
    Rendered text = assembling.render(first.get());
    Assembly assembly = assemble(text);
    examineText(text, assembly);
    return switch (assembly) {
      case Assembly.Assembled assembled -> checkCode(first.get(), assembled);
      case Assembly.Rejected rejected -> rejected(rejected);
      case Assembly.Refused refused -> result(new Verdict.Unknown(refused.reason()));
      case Assembly.Crashed crashed -> result(new Verdict.Unknown(crashed.how()));
      case Assembly.TimedOut late ->
          result(
              new Verdict.Unknown(
                  "the assembler took more than " + late.limit().toSeconds() + " s"));
    };
  }

  private Assembly assemble(Rendered text) {
    return Stage.ASSEMBLING.time(() -> assembling.assemble(tools.assembler(), text));
  }

  private void examineText(Rendered text, Assembly assembly) {
    SiteText siteText =
        new SiteText(
            site,
            text,
            Statements.split(site.target().architecture(), text.text()),
            assembly,
            foreignLabels);
    Rules.ofText().stream()
        .filter(standard.applied())
        .forEach(rule -> rule.examine(siteText, findings::add));
  }

  private Result rejected(Assembly.Rejected rejected) {
    Diagnostic error =
        rejected.diagnostics().stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .findFirst()
            .orElseThrow();
    String start = error.isUnknownToAssembler() ? "not known to the assembler: " : "";
    return result(new Verdict.Unknown(NO_TEXT + ": " + start + error.message()));
  }

  private Result result(Verdict otherwise) {
    return new Result(findings.verdict(otherwise), allocations, findings.list());
  }

  private Result checkCode(Allocation first, Assembly.Assembled assembled) {
    Optional<InstructionSet> set = InstructionSets.of(site.target());
    if (set.isEmpty()) {
      String name = site.target().architecture().rustName();
      return result(new Verdict.Unknown("the instructions of " + name + " have no meaning yet"));
    }
    if (contract.kind() == MacroKind.GLOBAL_ASM) {
      return result(new Verdict.Holds());
    }
    Bench bench = new Bench(site, contract, set.get(), terms);
    Bench.Surveyed surveyed = Stage.SURVEYING.time(() -> bench.survey(first, assembled));
    Set<String> named = named(bench, surveyed);
    Set<String> dangerous = new TreeSet<>(named);
    dangerous.addAll(bench.changedByCalls(surveyed));
    return checkAllocations(bench, named, dangerous);
  }

  /** The locations that the code touches by itself, found with two different allocations. */
  private Set<String> named(Bench bench, Bench.Surveyed first) {
    Set<String> named = bench.touchedByItself(first);
    if (contract.free().isEmpty()) {
      return named;
    }
    Set<String> used = new TreeSet<>(named);
    contract.free().forEach(s -> used.add(first.allocation().of(s).base()));
    Optional<Allocation> second = space.apartFromTheEnd(used);
    if (second.isPresent()) {
      Rendered otherText = assembling.render(second.get());
      switch (assemble(otherText)) {
        case Assembly.Assembled other -> {
          var surveyed = Stage.SURVEYING.time(() -> bench.survey(second.get(), other));
          named.addAll(bench.touchedByItself(surveyed));
        }
        case Assembly.Rejected rejected -> notEncodable(second.get(), otherText, rejected);
        case Assembly.Refused refused -> {}
        case Assembly.Crashed crashed -> {}
        case Assembly.TimedOut late -> {}
      }
    }
    return named;
  }

  private Result checkAllocations(Bench bench, Set<String> named, Set<String> dangerous) {
    Allocation apart = space.apart(dangerous).orElseThrow();
    Rendered text = assembling.render(apart);
    if (!(assemble(text) instanceof Assembly.Assembled assembled)) {
      return result(new Verdict.Unknown(NO_TEXT + " with the registers apart"));
    }
    allocations++;
    Trial trial = new Trial(bench, tools, standard, deadline, named, findings);
    trial.apart(apart, text, assembled);
    List<Allocation> merges =
        space.merges(apart, dangerous).stream()
            .filter(a -> trial.mayMatter(a.merge().orElseThrow()))
            .toList();
    for (Allocation merge : merges.subList(0, Math.min(merges.size(), MOST_ALLOCATIONS))) {
      if (deadline.isPast()) {
        return result(new Verdict.Bounded("the time for one site ran out"));
      }
      allocations++;
      tryMerge(trial, merge);
    }
    if (merges.size() > MOST_ALLOCATIONS) {
      return result(
          new Verdict.Bounded("only " + MOST_ALLOCATIONS + " allocations were considered"));
    }
    return result(trial.verdict());
  }

  private void tryMerge(Trial trial, Allocation merge) {
    Rendered text = assembling.render(merge);
    switch (assemble(text)) {
      case Assembly.Assembled assembled -> trial.merged(merge, text, assembled);
      case Assembly.Rejected rejected -> notEncodable(merge, text, rejected);
      case Assembly.Refused refused -> trial.undecided(refused.reason());
      case Assembly.Crashed crashed -> trial.undecided(crashed.how());
      case Assembly.TimedOut late -> trial.undecided("the assembler took too long");
    }
  }

  private void notEncodable(Allocation merge, Rendered text, Assembly.Rejected rejected) {
    Diagnostic error = rejected.diagnostics().getFirst();
    String where = Merges.describe(contract, merge);
    var span = error.start() >= 0 ? text.span(error.start(), error.end()) : site.span();
    findings.add(
        Finding.ofText(
                new AllocationDoesNotAssemble(),
                span,
                error.message(),
                "the text has no encoding when " + where)
            .help("name registers that work, or use a class that has only such registers"));
  }
}

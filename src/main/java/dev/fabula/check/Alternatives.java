package dev.fabula.check;

import java.util.ArrayList;
import java.util.List;

/**
 * The reports on one site under each choice that its constraints leave the compiler, taken
 * together.
 */
final class Alternatives {

  private Alternatives() {}

  /**
   * The report on all. A choice for which there are too few registers is none; one that does not
   * assemble is left undecided.
   */
  static SiteReport together(SiteReport first, List<SiteReport> others) {
    List<SiteReport> possible = new ArrayList<>();
    possible.add(first);
    possible.addAll(others);
    if (possible.stream().anyMatch(r -> !r.verdict().equals(ContractCheck.TOO_FEW_REGISTERS))) {
      possible.removeIf(r -> r.verdict().equals(ContractCheck.TOO_FEW_REGISTERS));
    }
    List<Finding> findings = new ArrayList<>();
    possible.forEach(r -> r.findings().forEach(f -> add(f, findings)));
    return new SiteReport(
        first.site(),
        worst(possible),
        possible.stream().mapToInt(SiteReport::allocations).sum(),
        findings);
  }

  private static void add(Finding finding, List<Finding> all) {
    boolean known =
        all.stream()
            .anyMatch(f ->
                f.rule() == finding.rule()
                    && f.span().equals(finding.span())
                    && f.group() == finding.group());
    if (!known) {
      all.add(finding);
    }
  }

  private static Verdict worst(List<SiteReport> reports) {
    Verdict worst = reports.getFirst().verdict();
    for (SiteReport report : reports) {
      worst = rank(report.verdict()) > rank(worst) ? report.verdict() : worst;
    }
    return worst;
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds _ -> 0;
      case Verdict.Bounded _ -> 1;
      case Verdict.Unknown _ -> 2;
      case Verdict.Broken _ -> 3;
    };
  }
}

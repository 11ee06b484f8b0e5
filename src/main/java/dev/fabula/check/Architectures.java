package dev.fabula.check;

import dev.fabula.site.Target;
import java.util.List;
import java.util.Set;

/**
 * Reports on one place for several architectures, of which only names tell, as a module {@code
 * riscv} is for 32 and for 64 bits: what no compiler accepts for one of them, but for another, was
 * never meant for it.
 */
public final class Architectures {

  private static final Set<Target.Basis> BY_NAME =
      Set.of(Target.Basis.CONVENTION, Target.Basis.CRATE);

  private Architectures() {}

  /** The reports of a file without those for architectures that were not meant. */
  public static List<PlaceReport> meant(List<PlaceReport> reports) {
    return reports.stream().filter(r -> !isImpossible(r) || !hasOther(r, reports)).toList();
  }

  private static boolean isImpossible(PlaceReport report) {
    return report.target().filter(t -> BY_NAME.contains(t.basis())).isPresent()
        && !isAccepted(report);
  }

  private static boolean isAccepted(PlaceReport report) {
    return report instanceof PlaceReport.Checked
        && !(report.verdict() instanceof Verdict.Unknown(String reason)
            && reason.startsWith(ContractCheck.NO_TEXT));
  }

  private static boolean hasOther(PlaceReport report, List<PlaceReport> reports) {
    return reports.stream()
        .filter(o -> o.span().equals(report.span()))
        .filter(o -> o.expansion().calls().equals(report.expansion().calls()))
        .anyMatch(Architectures::isAccepted);
  }
}

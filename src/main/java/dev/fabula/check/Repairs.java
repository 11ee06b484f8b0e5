package dev.fabula.check;

import dev.fabula.check.Fix.Applicability;
import dev.fabula.source.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fixes of a finding as ways to repair it. */
public final class Repairs {

  private Repairs() {}

  /** All that can be made without a look belong together; each other one is a way of its own. */
  public static List<Fix> joined(List<Fix> fixes) {
    List<Fix> ways = new ArrayList<>(fixes.stream().filter(f -> !isCertain(f)).toList());
    certain(fixes).ifPresent(ways::addFirst);
    return ways;
  }

  /** The one change that can be made without a look, if there is one. */
  static Optional<Fix> certain(List<Fix> fixes) {
    List<Fix> certain = new ArrayList<>();
    fixes.stream()
        .filter(Repairs::isCertain)
        .filter(f -> certain.stream().noneMatch(c -> clash(c.edits(), f.edits())))
        .forEach(certain::add);
    if (certain.size() < 2) {
      return certain.stream().findFirst();
    }
    String title = String.join(", ", certain.stream().map(Fix::title).distinct().toList());
    List<Edit> edits =
        GnuFixes.joined(certain.stream().flatMap(f -> f.edits().stream()).distinct().toList());
    return Optional.of(new Fix(title, edits, Applicability.MACHINE_APPLICABLE));
  }

  /** Whether two changes cannot both be made. */
  static boolean clash(List<Edit> first, List<Edit> second) {
    return first.stream().anyMatch(a -> second.stream().anyMatch(b -> GnuFixes.clash(a, b)));
  }

  /** The finding with no fix that can be made without a look. */
  static Finding doubted(Finding finding) {
    List<Fix> fixes = finding.fixes().stream().map(Fix::doubted).toList();
    return new Finding(
        finding.rule(),
        finding.group(),
        finding.span(),
        finding.label(),
        finding.message(),
        finding.secondary(),
        finding.notes(),
        finding.helps(),
        fixes,
        finding.witness());
  }

  private static boolean isCertain(Fix fix) {
    return fix.applicability() == Applicability.MACHINE_APPLICABLE;
  }
}

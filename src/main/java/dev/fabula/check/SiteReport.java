package dev.fabula.check;

import dev.fabula.site.Site;
import java.util.List;

/**
 * What was found out about one site.
 *
 * @param site the site
 * @param verdict the verdict
 * @param allocations how many canonical allocations were considered
 * @param findings the findings in source order
 */
public record SiteReport(Site site, Verdict verdict, int allocations, List<Finding> findings) {

  /** Copies the findings. */
  public SiteReport {
    findings = List.copyOf(findings);
  }

  /** The report if it holds only within a limit, given as a clause. */
  SiteReport boundedBy(String limit) {
    return verdict instanceof Verdict.Holds
        ? new SiteReport(site, new Verdict.Bounded(limit), allocations, findings)
        : this;
  }
}

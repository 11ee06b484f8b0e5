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
}

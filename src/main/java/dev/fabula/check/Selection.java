package dev.fabula.check;

import java.util.Set;

/**
 * Which findings the user wants to hear of.
 *
 * @param level the lowest level that is shown and counts
 * @param hints whether hints are shown, whatever the level
 * @param only names of the rules that are asked for; empty for all
 * @param allow names of the rules that are not asked for
 */
public record Selection(Level level, boolean hints, Set<String> only, Set<String> allow) {

  /** Warnings and errors of all rules. */
  public static final Selection USUAL = new Selection(Level.WARNING, false, Set.of(), Set.of());

  /** Copies the names. */
  public Selection {
    only = Set.copyOf(only);
    allow = Set.copyOf(allow);
  }

  /** Whether a finding is shown. */
  public boolean shows(Finding finding) {
    boolean loud = counts(finding.level()) || hints && finding.group() == Group.HINT;
    return loud && asksFor(finding.rule().name());
  }

  /** Whether remarks are shown. */
  public boolean showsRemarks() {
    return counts(Remark.LEVEL) && asksFor(Remark.NAME);
  }

  /** Whether a finding that is shown has a say in the exit status. */
  public boolean counts(Level found) {
    return found.compareTo(level) >= 0;
  }

  /** Whether findings of a rule are asked for. */
  public boolean asksFor(String rule) {
    return (only.isEmpty() || only.contains(rule)) && !allow.contains(rule);
  }
}

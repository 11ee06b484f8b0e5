package dev.fabula.cli;

import dev.fabula.check.Totals;
import java.util.Set;

/** What the process says to its caller when it ends; scripts rely on these numbers. */
public final class ExitStatus {
  /** Every site holds, or what does not is allowed. */
  public static final int OK = 0;

  /** At least one finding at or above the level asked for. */
  public static final int FINDINGS = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /**
   * Something outside is missing (a JDK, a file, a native library), or Fabula itself has failed.
   */
  public static final int ENVIRONMENT = 3;

  /** The program that was to run does something that is not known here. */
  public static final int NOT_ANALYSED = 4;

  private ExitStatus() {}

  /** The status of a run that came to its end, given what counts beside findings. */
  static int of(Totals totals, Set<Check.Denied> denied) {
    boolean fails =
        totals.hasFailures()
            || denied.contains(Check.Denied.UNKNOWN) && !totals.unknown().isEmpty()
            || denied.contains(Check.Denied.BOUNDED) && !totals.bounded().isEmpty();
    return fails ? FINDINGS : OK;
  }
}

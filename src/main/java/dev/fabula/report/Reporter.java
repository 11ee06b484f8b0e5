package dev.fabula.report;

import dev.fabula.check.FileReport;
import dev.fabula.check.Totals;

/** Tells the results of a run, file by file. */
public interface Reporter {

  /** Tells of one file. */
  void file(FileReport file);

  /** Tells the totals, once, at the end. */
  void end(Totals totals);
}

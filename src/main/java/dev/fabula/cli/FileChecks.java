package dev.fabula.cli;

import dev.fabula.check.Allowances;
import dev.fabula.check.Architectures;
import dev.fabula.check.Checking;
import dev.fabula.check.FileReport;
import dev.fabula.check.Fixing;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Selection;
import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import dev.fabula.story.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** Takes files through reading, checking, comments that allow findings, and fixes. */
final class FileChecks {

  private static final int POLL_MILLIS = 100;

  private final Sources sources;
  private final Checking checking;
  private final Proofs proofs;
  private final Selection selection;
  private final boolean fix;
  private final BiConsumer<FileChecks, Path> waiting;
  private int submitted;
  private int finished;

  /**
   * The checks of one run.
   *
   * @param proofs of the stories of sites
   * @param selection which findings are to be fixed, and whether remarks are made
   * @param fix whether to change files
   * @param waiting is told now and then on which file a result is waited for
   */
  FileChecks(
      Sources sources,
      Checking checking,
      Proofs proofs,
      Selection selection,
      boolean fix,
      BiConsumer<FileChecks, Path> waiting) {
    this.sources = sources;
    this.checking = checking;
    this.proofs = proofs;
    this.selection = selection;
    this.fix = fix;
    this.waiting = waiting;
  }

  /** A file whose places are being checked. */
  record Pending(Path path, SourceFile file, List<Future<PlaceReport>> places) {

    /** Whether every place has a result. */
    boolean isDone() {
      return places.stream().allMatch(Future::isDone);
    }
  }

  /** How many sites were found so far. */
  int submitted() {
    return submitted;
  }

  /** How many sites have a result. */
  int finished() {
    return finished;
  }

  /** How many sites were found, but belong to files that are not finished. */
  int waiting() {
    return submitted - finished;
  }

  /** Starts the check of a file that was read. */
  Pending submit(Sources.Read read) {
    submitted += read.places().size();
    return start(read.path(), read.file(), read.places());
  }

  /** Waits for a file's results; makes its fixes if that was asked for. */
  FileReport finish(Pending pending) {
    FileReport report = await(pending);
    finished += pending.places().size();
    if (!fix) {
      return report;
    }
    FileReport after =
        Fixing.run(
            report,
            file -> await(start(pending.path(), file, sources.places(pending.path(), file))),
            selection);
    if (after.fixed() > 0) {
      write(pending.path(), after.file());
    }
    return after;
  }

  private Pending start(Path path, SourceFile file, List<Found> places) {
    return new Pending(path, file, checking.submit(places));
  }

  private FileReport await(Pending pending) {
    Allowances allowances = new Allowances(pending.file());
    List<PlaceReport> contracts = new ArrayList<>();
    for (Future<PlaceReport> place : pending.places()) {
      contracts.add(await(place, pending));
    }
    List<PlaceReport> reports =
        proofs.added(pending.file(), Architectures.meant(contracts)).stream()
            .map(allowances::apply)
            .toList();
    return FileReport.of(
        pending.file(), reports, selection.showsRemarks() ? allowances.remarks() : List.of());
  }

  private PlaceReport await(Future<PlaceReport> place, Pending pending) {
    while (true) {
      try {
        return place.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        waiting.accept(this, pending.path());
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void write(Path path, SourceFile file) {
    try {
      Files.write(path, file.bytes());
    } catch (IOException e) {
      throw new EnvironmentException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }
}

package dev.fabula.check;

import dev.fabula.site.Found;
import dev.fabula.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks the places of many files, several at a time, so that none harms the result of another. */
public final class Checking implements AutoCloseable {

  private final BiFunction<Site, Set<String>, SiteReport> checker;
  private final Recurrences recurrences = new Recurrences();
  private final TargetGuess guess;
  private final Function<Site, List<Objection>> legality;
  private final Seclusion seclusion;
  private final Consumer<Throwable> failures;
  private final ExecutorService lanes;

  /**
   * A run.
   *
   * @param tools what checking a site needs
   * @param legality what the compiler has against a site
   * @param jobs how many sites are checked at a time
   * @param failures hears what was thrown by a fault of ours
   */
  public Checking(
      Tools tools,
      Function<Site, List<Objection>> legality,
      int jobs,
      Consumer<Throwable> failures) {
    this(tools, new SiteChecker(tools)::check, legality, jobs, failures);
  }

  /**
   * A run with another checker.
   *
   * @param checker reports on a site that the compiler accepts, given the names of labels that
   *     other sites of its file define
   */
  public Checking(
      Tools tools,
      BiFunction<Site, Set<String>, SiteReport> checker,
      Function<Site, List<Objection>> legality,
      int jobs,
      Consumer<Throwable> failures) {
    this.checker = checker;
    this.legality = legality;
    this.guess = new TargetGuess(legality, tools.assembler());
    this.seclusion = new Seclusion(tools.siteLimit());
    this.failures = failures;
    this.lanes = Executors.newFixedThreadPool(jobs, Thread.ofPlatform().daemon().factory());
  }

  /** Reports on the places of one file, in their order; they are worked on in the background. */
  public List<Future<PlaceReport>> submit(List<Found> places) {
    Supplier<FixedNames> names = once(() -> new FixedNames(places));
    List<Future<PlaceReport>> reports = new ArrayList<>();
    for (Found place : places) {
      CompletableFuture<PlaceReport> report = new CompletableFuture<>();
      lanes.execute(() -> report(place, names, report));
      reports.add(report);
    }
    return reports;
  }

  /** Completes a report, now or when the one is done that it shares with. */
  private void report(
      Found place, Supplier<FixedNames> names, CompletableFuture<PlaceReport> report) {
    try {
      switch (place) {
        case Found.NotAnalysed n ->
            report.complete(new PlaceReport.NotAnalysed(n, n.reason().text()));
        case Found.Refused r -> report.complete(refused(r));
        case Found.Readable readable -> shared(readable, names, report);
      }
    } catch (Throwable fault) {
      report.completeExceptionally(fault);
      throw fault;
    }
  }

  private static PlaceReport refused(Found.Refused place) {
    Objection objection = new Objection(place.message(), place.labels(), List.of());
    return new PlaceReport.Refused(place, List.of(objection));
  }

  private void shared(
      Found.Readable place, Supplier<FixedNames> names, CompletableFuture<PlaceReport> report) {
    Set<String> labels = names.get().foreignTo(place.site());
    recurrences.report(place, labels, () -> secluded(place, labels), report::complete, lanes);
  }

  private PlaceReport secluded(Found.Readable place, Set<String> labels) {
    return switch (seclusion.run(() -> check(place, labels))) {
      case Seclusion.Done<PlaceReport>(PlaceReport report) -> report;
      case Seclusion.Failed<PlaceReport>(Throwable fault) -> {
        failures.accept(fault);
        yield new PlaceReport.NotAnalysed(place, "internal error: " + fault);
      }
      case Seclusion.Late<PlaceReport>(String limit) ->
          new PlaceReport.NotAnalysed(place, "it took more than " + limit);
    };
  }

  private PlaceReport check(Found.Readable place, Set<String> labels) {
    Site site = guess.settle(place.site());
    List<Objection> objections = legality.apply(site);
    return objections.isEmpty()
        ? new PlaceReport.Checked(checker.apply(site, labels), List.of())
        : new PlaceReport.Refused(place, objections);
  }

  private static <T> Supplier<T> once(Supplier<T> maker) {
    return new Supplier<>() {
      private final java.util.ArrayList<T> made = new java.util.ArrayList<>(1);

      @Override
      public synchronized T get() {
        if (made.isEmpty()) {
          made.add(maker.get());
        }
        return made.getFirst();
      }
    };
  }

  /** Gives up what is not finished. */
  @Override
  public void close() {
    lanes.shutdownNow();
    seclusion.close();
  }
}

package dev.fabula.mutate;

import dev.fabula.rust.Listing;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes the sites that hold in some folders, changes one thing in each, and tells which changes
 * that break a promise the checker catches: {@code MutateSites REPORTS FOLDER...}.
 */
public final class MutateSites {
  private static final Pattern TARGET = Pattern.compile("(?m)^//@ target: (\\S+)$");

  private final Laboratory laboratory = new Laboratory();
  private final ConcurrentLinkedQueue<Trial> trials = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

  private MutateSites() {}

  /** Runs the tool; the reports go to the folder that the first argument names. */
  public static void main(String[] arguments) throws IOException {
    List<Site> sites = new ArrayList<>();
    for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
      read(Path.of(folder), sites);
    }
    MutateSites run = new MutateSites();
    List<Site> bases = sites.parallelStream().filter(run::isBase).toList();
    bases.parallelStream().flatMap(MutateSites::mutants).forEach(run::trial);
    MutationReport report = new MutationReport(bases.size(), List.copyOf(run.trials));
    Path reports = Path.of(arguments[0]);
    Files.writeString(reports.resolve("details.txt"), report.details(List.copyOf(run.notes)));
    Files.writeString(reports.resolve("summary.md"), report.summary());
    System.out.print(report.table());
    System.exit(0);
  }

  private static void read(Path folder, List<Site> sites) throws IOException {
    for (Path path : Listing.files(List.of(folder), java.util.Set.of(".rs"), List.of())) {
      SourceFile file = SourceFile.read(path);
      Matcher header = TARGET.matcher(file.text());
      TargetRequest host =
          TargetRequest.named(header.find() ? header.group(1) : "x86_64-unknown-linux-gnu")
              .orElseThrow();
      for (Found found : RustReader.of(Optional.empty(), host).read(path, file)) {
        if (found instanceof Found.Readable(Site site) && site.kind() == MacroKind.ASM) {
          sites.add(site);
        }
      }
    }
  }

  private boolean isBase(Site site) {
    String place = site.file().path() + ":" + site.file().position(site.span().start());
    if (!laboratory.verdict(site).equals("holds")) {
      return false;
    }
    Laboratory.Attacked attacked = laboratory.attack(site, place.hashCode());
    attacked.lie().ifPresent(lie -> notes.add(place + " holds, yet breaks " + lie));
    return attacked.lie().isEmpty();
  }

  private static Stream<Mutant> mutants(Site site) {
    return Stream.concat(ContractMutants.of(site).stream(), TemplateMutants.of(site).stream());
  }

  private void trial(Mutant mutant) {
    try {
      trials.add(laboratory.trial(mutant));
    } catch (RuntimeException e) {
      notes.add(mutant.site().id() + ": " + mutant.change() + ": " + e);
    }
  }
}

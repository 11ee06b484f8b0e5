import dev.fabula.asm.Assembler;
import dev.fabula.check.SiteChecker;
import dev.fabula.check.Stage;
import dev.fabula.check.Tools;
import dev.fabula.rust.Legality;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Time for each site of some folders after all sites of another, which make the virtual machine
 * warm, and the share of each stage: {@code Sites.java WARM FOLDER...}.
 */
public final class Sites {

  private Sites() {}

  public static void main(String[] arguments) throws IOException {
    Duration limit = Duration.ofSeconds(10);
    SiteChecker checker =
        new SiteChecker(new Tools(new Assembler(), Portfolio.standard(), limit, limit));
    List<Site> warm = new ArrayList<>();
    read(Path.of(arguments[0]), warm);
    warm.forEach(s -> checker.check(s, Set.of()));
    long start = System.nanoTime();
    List<Site> sites = new ArrayList<>();
    for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
      read(Path.of(folder), sites);
    }
    long reading = System.nanoTime() - start;
    measure(checker, sites, reading);
    System.exit(0);
  }

  private static void read(Path folder, List<Site> sites) throws IOException {
    RustReader reader = RustReader.of(Optional.empty(), TargetRequest.host());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(p -> p.toString().endsWith(".rs")).sorted().toList()) {
        for (Found found : reader.read(file)) {
          if (found instanceof Found.Readable(Site site) && Legality.check(site).isEmpty()) {
            sites.add(site);
          }
        }
      }
    }
  }

  private static void measure(SiteChecker checker, List<Site> sites, long reading) {
    long[] before = Arrays.stream(Stage.values()).mapToLong(Stage::nanos).toArray();
    double[] millis =
        sites.stream()
            .mapToDouble(s -> {
              long begin = System.nanoTime();
              checker.check(s, Set.of());
              return (System.nanoTime() - begin) / 1e6;
            })
            .sorted()
            .toArray();
    double total = Arrays.stream(millis).sum();
    int last = millis.length - 1;
    System.out.printf(
        Locale.ROOT,
        "%d sites: median %.2f ms, 95%% below %.2f ms, most %.2f ms, in all %.0f ms; reading %.0f"
            + " ms%n",
        millis.length,
        millis[last / 2],
        millis[last * 95 / 100],
        millis[last],
        total,
        reading / 1e6);
    for (Stage stage : Stage.values()) {
      double spent = (stage.nanos() - before[stage.ordinal()]) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%4.0f %%  %s%n",
          100 * spent / total,
          stage.name().toLowerCase(Locale.ROOT));
    }
  }
}

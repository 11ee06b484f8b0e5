import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code fabula check} says of whole repositories, as a page: {@code RealCode.java FOLDER...}.
 */
public final class RealCode {
  private static final Path HOME = Path.of(System.getProperty("home"));
  private static final List<String> VERDICTS = List.of("holds", "broken", "bounded", "unknown");
  private static final List<String> MAIN = List.of("x86_64", "aarch64");

  private RealCode() {}

  /** One folder's results. */
  private record Result(
      String name, List<Map<String, Object>> readings, Map<String, Object> totals, double seconds) {

    long count(String key, Object value) {
      return readings.stream().filter(r -> value.equals(r.get(key))).count();
    }

    long places() {
      return readings.stream()
          .map(r -> r.get("file") + ":" + r.get("line") + ":" + r.get("column"))
          .distinct()
          .count();
    }

    long expanded() {
      return readings.stream().filter(r -> !((List<?>) r.get("expansion")).isEmpty()).count();
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Result> results = new ArrayList<>();
    for (String folder : arguments) {
      results.add(check(Path.of(folder)));
    }
    StringBuilder page =
        new StringBuilder(Files.readString(HOME.resolve("bench/real-code.head.md")));
    table(results, page);
    shares(results, page);
    reasons(results, page);
    findings(results, page);
    Files.writeString(HOME.resolve("docs/real-code.md"), page);
  }

  private static Result check(Path folder) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(HOME.resolve("fabula").toString(), "check", "--format=json", ".")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Map<String, Object>> readings = new ArrayList<>();
    Map<String, Object> totals = Map.of();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : output.lines().toList()) {
      Map<String, Object> object = Json.line(line);
      if (object.containsKey("totals")) {
        totals = object;
      } else {
        readings.add(object);
      }
    }
    if (process.waitFor() > 1) {
      throw new IOException("fabula check failed in " + folder);
    }
    return new Result(name(folder), readings, totals, (System.nanoTime() - start) / 1e9);
  }

  /** The folder's name, with the version where a manifest has one. */
  private static String name(Path folder) throws IOException {
    Path manifest = folder.resolve("Cargo.toml");
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    if (!Files.exists(manifest)) {
      return name;
    }
    return Files.readAllLines(manifest).stream()
        .filter(l -> l.startsWith("version = \""))
        .findFirst()
        .map(l -> name + " " + l.split("\"")[1])
        .orElse(name);
  }

  private static void table(List<Result> results, StringBuilder page) {
    page.append(
        "## Verdicts\n\n"
            + "| code | places | readings | of macros | holds | broken | bounded | unknown |"
            + " seconds |\n");
    page.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (Result r : results) {
      page.append("| ").append(r.name()).append(" | ").append(r.places()).append(" | ");
      page.append(r.readings().size()).append(" | ").append(r.expanded());
      VERDICTS.forEach(v -> page.append(" | ").append(r.count("verdict", v)));
      page.append(String.format(Locale.ROOT, " | %.1f |%n", r.seconds()));
    }
  }

  private static void shares(List<Result> results, StringBuilder page) {
    page.append(
        "\n"
            + "## Decided\n\n"
            + "Decided is what holds or is broken, without a bound. Assembled is all that LLVM"
            + " took.\n\n");
    page.append("| architecture | readings | assembled | decided |\n|---|--:|--:|--:|\n");
    Map<String, List<Map<String, Object>>> byTarget = new TreeMap<>();
    for (Result r : results) {
      for (Map<String, Object> reading : r.readings()) {
        byTarget.computeIfAbsent(target(reading), _ -> new ArrayList<>()).add(reading);
      }
    }
    byTarget.entrySet().stream()
        .sorted(Comparator.comparing(e -> -e.getValue().size()))
        .forEach(e -> share(e.getKey(), e.getValue(), page));
  }

  private static String target(Map<String, Object> reading) {
    String target = reading.get("target").toString();
    return target.isEmpty() ? "not settled" : target;
  }

  private static void share(String target, List<Map<String, Object>> readings, StringBuilder page) {
    long assembled = readings.stream().filter(r -> (Long) r.get("allocations") > 0).count();
    long decided =
        readings.stream().filter(r -> Set.of("holds", "broken").contains(r.get("verdict"))).count();
    page.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f %% | %.1f %% |%n",
            MAIN.contains(target) ? "**" + target + "**" : target,
            readings.size(),
            100.0 * assembled / readings.size(),
            100.0 * decided / readings.size()));
  }

  private static void reasons(List<Result> results, StringBuilder page) {
    page.append("\n## Not decided, by reason\n\n| reason | readings |\n|---|--:|\n");
    Map<String, Long> counts = new HashMap<>();
    for (Result r : results) {
      Map<?, ?> totals = (Map<?, ?>) r.totals().get("totals");
      for (String kind : List.of("boundedReasons", "unknownReasons")) {
        String word = kind.equals("boundedReasons") ? "bounded: " : "unknown: ";
        ((Map<?, ?>) totals.get(kind))
            .forEach((k, v) -> counts.merge(word + k, (Long) v, Long::sum));
      }
      counts.merge("unknown: refused, as rustc would", (Long) totals.get("refused"), Long::sum);
    }
    counts.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(e ->
            page.append("| ")
                .append(e.getKey().replace("|", "\\|"))
                .append(" | ")
                .append(e.getValue())
                .append(" |\n"));
  }

  private static void findings(List<Result> results, StringBuilder page) throws IOException {
    Map<String, String[]> judged = new HashMap<>();
    for (String line : Files.readAllLines(HOME.resolve("bench/judged.tsv"))) {
      String[] parts = line.split("\t");
      judged.put(parts[0] + " " + parts[1] + " " + parts[2], parts);
    }
    Set<String> rows = new LinkedHashSet<>();
    Map<String, Integer> tally = new TreeMap<>();
    for (Result r : results) {
      for (Map<String, Object> reading : r.readings()) {
        rows.addAll(rows(r, reading, judged, tally));
      }
    }
    page.append("\n## Every broken site, looked at by hand\n\n").append(tally).append("\n\n");
    page.append(
        "| code | place | rule | group | for | judged | why |\n|---|---|---|---|---|---|---|\n");
    rows.forEach(page::append);
  }

  private static Set<String> rows(
      Result r,
      Map<String, Object> reading,
      Map<String, String[]> judged,
      Map<String, Integer> tally) {
    Set<String> rows = new TreeSet<>();
    for (Object one : (List<?>) reading.get("findings")) {
      Map<?, ?> finding = (Map<?, ?>) one;
      if (!finding.get("group").equals("hint")) {
        String place =
            reading.get("file").toString().replaceFirst("^\\./", "") + ":" + reading.get("line");
        String crate = r.name().split(" ")[0];
        String[] by = judged.get(crate + " " + place + " " + finding.get("rule"));
        String verdict = by == null ? "not yet" : by[3];
        String row =
            "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                    crate,
                    place,
                    finding.get("rule"),
                    finding.get("group"),
                    target(reading),
                    verdict,
                    by == null ? "" : by[4]);
        if (rows.add(row)) {
          tally.merge(verdict, 1, Integer::sum);
        }
      }
    }
    return rows;
  }
}

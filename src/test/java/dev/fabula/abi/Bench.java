package dev.fabula.abi;

import dev.fabula.abi.proof.StubChecker;
import dev.fabula.asm.Assembler;
import dev.fabula.c.CReader;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.Legality;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds texts against descriptions. */
final class Bench {

  /** What the compiler refuses is no mutant that anybody could run. */
  static final String REFUSED = "refused";

  private static final Assembler ASSEMBLER = new Assembler();

  private Bench() {}

  /** A description that comes with Fabula. */
  static Abi abi(String name, String... variants) {
    try {
      return AbiReader.read(
          AbiReader.shipped(name).orElseThrow(), Set.of(variants), Optional.empty());
    } catch (FaultyException e) {
      throw new AssertionError(e);
    }
  }

  /** The machine of a description. */
  static Machine machine(Abi abi, String name) {
    return abi.machine(name).orElseThrow();
  }

  /** What is said of each site of a text, in order: {@code holds}, or why not. */
  static List<String> outcomes(Abi abi, String machine, String file, String text) {
    List<String> result = new ArrayList<>();
    for (Found found : read(abi, machine, file, text)) {
      result.add(
          found instanceof Found.Readable(Site site)
              ? outcome(abi.on(List.of(machine(abi, machine))), site)
              : "not read: " + found);
    }
    return result;
  }

  private static List<Found> read(Abi abi, String machine, String file, String text) {
    TargetRequest target =
        new TargetRequest(machine(abi, machine).architecture(), Optional.empty());
    SourceFile source = SourceFile.of(file, text);
    return CReader.reads(file)
        ? new CReader(target.target()).read(source)
        : RustReader.of(Optional.of(target), target).read(source);
  }

  private static String outcome(Abi abi, Site site) {
    if (!Legality.check(site).isEmpty()) {
      return REFUSED;
    }
    SiteReport report = report(abi, site);
    Set<String> rules = new TreeSet<>();
    report.findings().stream()
        .filter(f -> f.group() != Group.HINT)
        .forEach(f -> rules.add(f.rule().name()));
    return switch (report.verdict()) {
      case Verdict.Holds _ -> "holds";
      case Verdict.Broken _ -> "broken(" + String.join(", ", rules) + ")";
      case Verdict.Bounded(String reason) -> "bounded(" + reason + ")";
      case Verdict.Unknown(String reason) -> "unknown(" + reason + ")";
    };
  }

  private static SiteReport report(Abi abi, Site site) {
    Tools tools =
        new Tools(ASSEMBLER, Portfolio.standard(), Duration.ofSeconds(10), Duration.ofSeconds(60));
    return new StubChecker(abi, tools, true).check(site, Set.of());
  }

  /** The messages of all findings on the sites of a text, with their notes. */
  static List<String> messages(Abi abi, String machine, String file, String text) {
    List<String> result = new ArrayList<>();
    for (Finding finding : findings(abi, machine, file, text)) {
      result.add(finding.message());
      result.addAll(finding.notes());
    }
    return result;
  }

  /** All findings on the sites of a text, hints among them. */
  static List<Finding> findings(Abi abi, String machine, String file, String text) {
    return read(abi, machine, file, text).stream()
        .flatMap(f -> f instanceof Found.Readable(Site site) ? Stream.of(site) : Stream.of())
        .flatMap(s -> report(abi.on(List.of(machine(abi, machine))), s).findings().stream())
        .toList();
  }
}

package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What rustc and we have against each of some lines; nothing is said of a line that is accepted.
 *
 * @param lines the lines
 * @param rustc rustc's first message about a line, by its index
 * @param ours our messages, likewise
 */
record Verdicts(List<String> lines, Map<Integer, String> rustc, Map<Integer, String> ours) {
  private static final int RANDOM_LINES = 400;

  /** The verdicts on all lines for an architecture, under the target that rustc is set to. */
  static Verdicts of(BareRustc rustc, Architecture architecture) {
    List<Line> all =
        Stream.concat(
                LegalityLines.of(architecture).stream(),
                RandomLines.of(architecture, RANDOM_LINES).stream())
            .toList();
    List<String> lines = IntStream.range(0, all.size()).mapToObj(i -> all.get(i).rust(i)).toList();
    CompletableFuture<Map<Integer, String>> theirs =
        CompletableFuture.supplyAsync(() -> rustc.refused(lines));
    TargetRequest request = new TargetRequest(architecture, Optional.of(rustc.system()));
    Map<Integer, String> ours = ours(request, rustc.features(), lines);
    return new Verdicts(lines, theirs.join(), ours);
  }

  private static Map<Integer, String> ours(
      TargetRequest request, Set<String> features, List<String> lines) {
    SourceFile file = SourceFile.of("lines.rs", Line.HEADER + "\n" + String.join("\n", lines));
    Map<Integer, String> verdicts = new TreeMap<>();
    IntStream.range(0, lines.size()).forEach(i -> verdicts.put(i, "not found"));
    for (Found found : RustReader.of(Optional.of(request), request).read(file)) {
      verdicts.put(file.line(found.span().start()) - 2, verdict(found, features));
    }
    verdicts.values().removeIf(String::isEmpty);
    return verdicts;
  }

  private static String verdict(Found found, Set<String> features) {
    return switch (found) {
      case Found.Refused refused -> refused.message();
      case Found.NotAnalysed notAnalysed -> notAnalysed.reason().text();
      case Found.Readable readable ->
          Legality.check(readable.site(), features).stream()
              .map(Refusal::message)
              .collect(Collectors.joining("; "));
    };
  }

  /** The lines that only one of us accepts, each with what both say. */
  Map<String, String> differences() {
    return IntStream.range(0, lines.size())
        .filter(i -> rustc.containsKey(i) != ours.containsKey(i))
        .boxed()
        .collect(Collectors.toMap(lines::get, i -> rustc.get(i) + ", we: " + ours.get(i)));
  }
}

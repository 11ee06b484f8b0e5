package dev.fabula.machine;

import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.source.SourceFile;
import dev.fabula.story.Rustc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the programs of a folder of tests in the manner of Miri's and counts how many verdicts are
 * as these say: {@code ERROR:} comments tell the line of undefined behaviour, a program without one
 * is clean. Not part of the tests; {@code ./dev miri FOLDER} starts it.
 */
final class OutsideTests {

  private static final Pattern REVISIONS = Pattern.compile("(?m)^//@\\s*revisions:(.*)$");
  private static final Pattern OPTIONS =
      Pattern.compile(
          "-Zmiri-(?:tree-borrows-implicit-writes|tree-borrows-no-precise|strict-provenance|recursive-validation|symbolic)");
  private static final Pattern EXPECTED =
      Pattern.compile("//~(?:\\[([\\w,]+)\\])?(\\^*|v*|\\|) *ERROR: *(.*)$");

  /** What only Miri's other rules for references say, of which no test says what ours give. */
  private static final Pattern STACKED =
      Pattern.compile(
          "borrow stack|retag|not granting access|protect|cannot be freed|no exposed tags|read-only"
              + " memory");

  private static final Pattern UNSEEN =
      Pattern.compile("should be UB[.,]? [Bb]ut we currently don't detect");
  private static final Pattern ABORTED = Pattern.compile("aborted|abnormal termination");

  private final Rustc rustc = Rustc.installed().orElseThrow();
  private boolean stacked;
  private boolean aborts;
  private final Map<String, Integer> counts = new TreeMap<>();

  private OutsideTests() {}

  /** Runs the tests of folders. */
  public static void main(String[] folders) throws IOException {
    OutsideTests tests = new OutsideTests();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".rs")).sorted().toList()) {
          tests.run(file);
        }
      }
    }
    System.out.println(tests.counts);
  }

  private void run(Path path) throws IOException {
    String text = Files.readString(path);
    if (!text.contains("fn main")) {
      return;
    }
    Matcher revisions = REVISIONS.matcher(text);
    List<String> conditions = new ArrayList<>(List.of("miri"));
    String revision = "";
    if (revisions.find()) {
      List<String> all = List.of(revisions.group(1).strip().split("\\s+"));
      revision = all.contains("tree") ? "tree" : all.getFirst();
      conditions.add(revision);
    }
    List<Integer> lines = new ArrayList<>();
    stacked = false;
    aborts = false;
    boolean other = expected(text, revision, lines) || !isPlain(text, revision);
    if (text.contains("error-in-other-file")) {
      lines.add(0);
      stacked |= STACKED.matcher(text).find();
    }
    stacked &= path.toString().contains("stacked_borrows");
    String result = other ? "not about this" : verdict(path, conditions, lines);
    counts.merge(result.split(":", 2)[0], 1, Integer::sum);
    System.out.println(path.getFileName() + " " + result);
  }

  /** Whether a test is about the rules as they are without further options. */
  private static boolean isPlain(String text, String revision) {
    return text.lines()
        .filter(l -> l.startsWith("//@") && OPTIONS.matcher(l).find())
        .noneMatch(l -> !l.contains("[") || l.contains("[" + revision + "]"));
  }

  /** Finds the lines of undefined behaviour; tells whether something else is expected. */
  private boolean expected(String text, String revision, List<Integer> lines) {
    int number = 0;
    int before = 0;
    boolean other = false;
    for (String line : text.lines().toList()) {
      number++;
      Matcher matcher = EXPECTED.matcher(line);
      if (!matcher.find()) {
        continue;
      }
      String marks = matcher.group(2);
      int shift = marks.startsWith("^") ? -marks.length() : marks.length();
      before = marks.equals("|") ? before : number + (marks.isEmpty() ? 0 : shift);
      Optional<String> only = Optional.ofNullable(matcher.group(1));
      if (only.isPresent() && !List.of(only.get().split(",")).contains(revision)) {
        continue;
      }
      lines.add(before);
      aborts |= ABORTED.matcher(matcher.group(3)).find();
      stacked |= STACKED.matcher(matcher.group(3)).find();
      boolean undefined =
          !Pattern.compile("unsupported|leaked|deadlock|terminated|evaluation of")
              .matcher(matcher.group(3))
              .find();
      other |= !undefined;
    }
    return other;
  }

  private String verdict(Path path, List<String> conditions, List<Integer> lines)
      throws IOException {
    SourceFile file = SourceFile.read(path);
    var reader = RustReader.of(Optional.empty(), TargetRequest.host());
    Execution execution = new Execution(rustc, new Execution.Settings(0, 3_000_000, conditions, 1));
    Conclusion conclusion;
    try {
      conclusion = execution.run(file, reader.read(path, file));
    } catch (RuntimeException bug) {
      return "BUG: " + bug + " " + bug.getStackTrace()[0];
    }
    return switch (conclusion) {
      case Conclusion.Clean clean ->
          lines.isEmpty() && clean.status() != 101
              ? "right: clean"
              : aborts && clean.end().isPresent()
                  ? "right: " + clean.end().get()
                  : stacked
                      ? "not about this: clean, but not by Stacked Borrows"
                      : "WRONG: clean " + clean.end().orElse("");
      case Conclusion.Undefined undefined -> {
        int line = undefined.span().map(s -> file.line(s.start())).orElse(0);
        yield lines.isEmpty() && UNSEEN.matcher(file.text()).find()
            ? "right: undefined behaviour of which the test says that Miri does not see it"
            : lines.isEmpty()
                ? "WRONG: line " + line + " " + undefined.message()
                : lines.contains(line) || lines.contains(0) || told(undefined, file, lines)
                    ? "right: " + undefined.message()
                    : "other line: " + line + " " + undefined.message();
      }
      case Conclusion.NotAnalysed(String what, var _, var _) -> "not analysed: " + what;
    };
  }

  /** Whether the trail of a report has one of some lines. */
  private static boolean told(
      Conclusion.Undefined undefined, SourceFile file, List<Integer> lines) {
    return undefined.trail().stream()
        .flatMap(s -> s.span().stream())
        .anyMatch(s -> lines.contains(file.line(s.start())));
  }
}

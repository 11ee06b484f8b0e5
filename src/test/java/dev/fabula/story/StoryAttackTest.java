package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Verdict;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every story of the gallery and of the cases that holds is run beside its site on this machine,
 * and so is what it becomes by one change: what differs from the site must not hold.
 */
final class StoryAttackTest {

  private static final int RUNS = 10_000;

  /** Of a hundred wrong stories at least so many are refused. */
  private static final int REFUSED = 99;

  @Test
  void whatHoldsAgreesAndWhatIsWrongDoesNotHold() throws IOException, InterruptedException {
    Optional<Rustc> rustc = Rustc.installed();
    boolean native64 = TargetRequest.host().architecture() == Architecture.X86_64;
    Assumptions.assumeTrue(rustc.isPresent() && native64, "no rustc for x86-64");
    List<StoryCase> cases = new ArrayList<>();
    for (Path path : files()) {
      holding(path, rustc.get(), Architecture.X86_64)
          .forEach(s -> StoryCase.of(s).ifPresent(cases::add));
    }
    cases.addAll(told(rustc.get()));
    assertThat(cases).hasSizeGreaterThan(100);
    List<StoryCase> mutants = new ArrayList<>();
    // A change may make a loop endless, or have it access any memory.
    for (StoryCase one :
        cases.stream().filter(c -> !c.story().contains("while") && !c.sweeps()).toList()) {
      StoryMutants.of(one.story()).forEach(text -> mutants.add(one.told(text)));
    }
    NativeRuns runs = new NativeRuns(RUNS);
    assertThat(runs.different(cases)).as("stories that hold and differ").isEmpty();
    System.out.println("stories attacked: " + cases.size() + ", changed: " + mutants.size());
    compare(mutants, runs.different(mutants), rustc.get(), "x86_64");
  }

  /** Proves the changed stories that are seen to differ: none may hold, and most are broken. */
  static void compare(
      List<StoryCase> mutants, Map<Integer, String> wrong, Rustc rustc, String architecture) {
    StringBuilder text = new StringBuilder(StoryCase.HEAD);
    List<Integer> numbers = new ArrayList<>(new TreeSet<>(wrong.keySet()));
    String on = "#[cfg(target_arch = \"" + architecture + "\")]\n";
    numbers.forEach(i -> text.append(on + mutants.get(i).function("mutant_" + i)));
    SourceFile file = SourceFile.of("mutants.rs", text.toString());
    List<PlaceReport> places = StoriesTest.prove(file, rustc).places();
    assertThat(places).hasSameSizeAs(numbers);
    List<String> missed = new ArrayList<>();
    int broken = 0;
    for (int i = 0; i < places.size(); i++) {
      StoryCase mutant = mutants.get(numbers.get(i));
      switch (places.get(i).verdict()) {
        case Verdict.Holds _, Verdict.Bounded _ ->
            missed.add(mutant.story() + " for " + mutant.code() + wrong.get(numbers.get(i)));
        case Verdict.Broken _ -> broken++;
        case Verdict.Unknown _ -> {}
      }
    }
    System.out.println(
        "wrong stories: " + places.size() + ", broken " + broken + ", held " + missed.size());
    assertThat(missed).as("wrong stories that hold").isEmpty();
    assertThat(100 * broken).as("refused").isGreaterThanOrEqualTo(REFUSED * places.size());
  }

  /** The files of the gallery and of the cases. */
  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(Path.of("examples", "stories"), Path.of("src", "test", "stories"))) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(p -> p.toString().endsWith(".rs")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  /** What is told of simple sites, each of which has to have a story. */
  private static List<StoryCase> told(Rustc rustc) {
    SourceFile file = SourceFile.of("generated.rs", GeneratedSites.text());
    List<StoryCase> cases = new ArrayList<>();
    for (Tellings.Result result : TellingsTest.tell(file, rustc)) {
      assertThat(result.reason()).as(file.slice(result.told().site().span())).isEmpty();
      Story story = Story.told(result.told().site(), result.told().lines());
      cases.add(StoryCase.of(story).orElseThrow());
    }
    return cases;
  }

  /** The stories of a file for an architecture that hold. */
  static List<Story> holding(Path path, Rustc rustc, Architecture architecture) throws IOException {
    SourceFile file = SourceFile.read(path);
    Set<Integer> holds = new TreeSet<>();
    for (PlaceReport report : StoriesTest.prove(file, rustc).places()) {
      if (report.verdict() instanceof Verdict.Holds) {
        holds.add(report.span().start());
      }
    }
    List<Story> stories = new ArrayList<>();
    TargetRequest host = TargetRequest.named("x86_64-unknown-linux-gnu").orElseThrow();
    for (Found found : RustReader.of(Optional.empty(), host).read(file)) {
      if (found instanceof Found.Readable(Site site)
          && site.target().architecture() == architecture
          && holds.contains(site.span().start())) {
        stories.addAll(Comments.stories(site));
      }
    }
    return stories;
  }
}

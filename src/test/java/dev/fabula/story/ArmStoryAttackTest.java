package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.rust.TargetRequest;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every story of a site of AArch64 that holds or is told is held against what qemu makes of the
 * site, and so is what it becomes by one change: what differs must not hold.
 */
final class ArmStoryAttackTest {

  private static final int RUNS = 10_000;

  /** Wrong stories of each: the test for x86-64 has all of them. */
  private static final int CHANGES = 3;

  private static final List<String> TOOLS = List.of("qemu-aarch64-static", "aarch64-linux-gnu-gcc");

  @Test
  void whatHoldsAgreesAndWhatIsWrongDoesNotHold() throws IOException, InterruptedException {
    Optional<Rustc> rustc = Rustc.installed();
    boolean native64 = TargetRequest.host().architecture() == Architecture.X86_64;
    boolean tools = TOOLS.stream().allMatch(ArmStoryAttackTest::isThere);
    if (!tools) {
      System.out.println("skipped: stories of AArch64 are attacked with " + TOOLS);
    }
    Assumptions.assumeTrue(rustc.isPresent() && native64 && tools, "no rustc, qemu or gcc");
    Path folder = Files.createTempDirectory("fabula-arm-attack");
    Path states = folder.resolve("states");
    Path seen = folder.resolve("seen");
    try (Assembler assembler = new Assembler()) {
      ArmRuns runs = new ArmRuns(RUNS, assembler);
      List<ArmRuns.Case> cases =
          stories(rustc.get()).stream().flatMap(s -> runs.of(s).stream()).toList();
      assertThat(cases).hasSizeGreaterThan(40);
      Files.write(states, runs.states(cases));
      byte[] records = runs.results(cases, Files.readAllBytes(states));
      assertThat(runs.lost(cases, records)).as("sites that qemu cannot run").isEmpty();
      Files.write(seen, records);
      attack(cases, states, seen, rustc.get());
    } finally {
      Files.deleteIfExists(states);
      Files.deleteIfExists(seen);
      Files.deleteIfExists(folder);
    }
  }

  private static void attack(List<ArmRuns.Case> cases, Path states, Path seen, Rustc rustc)
      throws IOException, InterruptedException {
    List<StoryCase> stories = cases.stream().map(ArmRuns.Case::story).toList();
    List<Integer> sites = Stream.iterate(0, n -> n + 1).limit(cases.size()).toList();
    Map<Integer, String> different =
        new NativeRuns(new Recorded(states, seen, RUNS, sites)).different(stories);
    assertThat(different).as("stories that hold and differ").isEmpty();
    List<StoryCase> mutants = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      StoryCase story = stories.get(i);
      if (!story.story().contains("while") && !story.sweeps()) {
        List<String> changed = new ArrayList<>(StoryMutants.of(story.story()));
        Collections.shuffle(changed, new Random(i));
        for (String text : changed.subList(0, Math.min(CHANGES, changed.size()))) {
          mutants.add(story.told(text));
          from.add(i);
        }
      }
    }
    System.out.println(
        "stories of aarch64 attacked: " + cases.size() + ", changed: " + mutants.size());
    Map<Integer, String> wrong =
        new NativeRuns(new Recorded(states, seen, RUNS, from)).different(mutants);
    StoryAttackTest.compare(mutants, wrong, rustc, "aarch64");
  }

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  /** Those of the gallery and of the cases that hold, and those that are told. */
  private static List<Story> stories(Rustc rustc) throws IOException {
    List<Story> stories = new ArrayList<>();
    for (Path path : StoryAttackTest.files()) {
      stories.addAll(StoryAttackTest.holding(path, rustc, Architecture.AARCH64));
    }
    SourceFile generated = SourceFile.of("generated.rs", GeneratedSites.arm());
    for (SourceFile file :
        List.of(generated, SourceFile.read(Path.of("src", "test", "tell", "integers.rs")))) {
      for (Tellings.Result result : TellingsTest.tell(file, rustc)) {
        if (result.isProved()
            && result.told().site().target().architecture() == Architecture.AARCH64) {
          stories.add(Story.told(result.told().site(), result.told().lines()));
        } else {
          assertThat(file == generated).as(result.told() + " " + result.reason()).isFalse();
        }
      }
    }
    return stories;
  }
}

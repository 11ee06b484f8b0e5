package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.PlaceReport;
import dev.fabula.check.Verdict;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What is told of atomic instructions is in the strongest order that they have: a story that
 * demands more is refused.
 */
final class OrderAttackTest {

  private static final String HEAD =
      """
      #![allow(warnings)]
      use core::arch::asm;
      """;

  /** The orders that demand more than one. */
  private static final Map<String, List<String>> STRONGER =
      Map.of(
          "Relaxed", List.of("Acquire", "Release", "AcqRel", "SeqCst"),
          "Acquire", List.of("AcqRel", "SeqCst"),
          "Release", List.of("AcqRel", "SeqCst"),
          "AcqRel", List.of("SeqCst"));

  @Test
  void moreThanTheInstructionsOrderIsRefused() throws IOException {
    Optional<Rustc> rustc = Rustc.installed();
    Assumptions.assumeTrue(rustc.isPresent(), "no rustc");
    SourceFile file = SourceFile.of("atomics.rs", HEAD + String.join("", sites()));
    StringBuilder wrong = new StringBuilder(HEAD);
    int mutants = 0;
    for (Tellings.Result result : TellingsTest.tell(file, rustc.get())) {
      String code = file.slice(result.told().site().span());
      assertThat(result.reason()).as(code).isEmpty();
      String story = String.join(" ", result.told().lines());
      for (String mutant : mutants(story)) {
        wrong.append(function(mutants++, code, mutant));
      }
    }
    assertThat(mutants).isGreaterThan(100);
    SourceFile written = SourceFile.of("wrong.rs", wrong.toString());
    List<PlaceReport> places = StoriesTest.prove(written, rustc.get()).places();
    assertThat(places).hasSize(mutants);
    List<String> held = new ArrayList<>();
    for (PlaceReport place : places) {
      if (!(place.verdict() instanceof Verdict.Broken)) {
        int line = written.line(place.span().start());
        held.add(place.verdict() + ": " + written.lineText(line - 1).strip());
      }
    }
    System.out.println("orders made stronger: " + mutants + ", not refused " + held.size());
    assertThat(held).as("orders that the code has not").isEmpty();
  }

  /** The story with all of its orders made stronger at once, as far as its method takes them. */
  private static List<String> mutants(String story) {
    List<String> result = new ArrayList<>();
    STRONGER.forEach((from, all) -> {
      for (String to : story.contains("Ordering::" + from) ? all : List.<String>of()) {
        boolean load = to.equals("Acquire") || to.equals("SeqCst");
        boolean store = to.equals("Release") || to.equals("SeqCst");
        boolean fits = story.contains(".load(") ? load : !story.contains(".store(") || store;
        boolean exchange = story.contains("compare_exchange");
        if (fits && !(exchange && !to.equals("SeqCst"))) {
          result.add(story.replace("Ordering::" + from, "Ordering::" + to));
        }
      }
    });
    return result;
  }

  private static List<String> sites() {
    List<String> sites = new ArrayList<>();
    String[] operations = {"ldadd", "ldclr", "ldset", "ldeor", "ldsmax", "ldsmin", "ldumax", "swp"};
    for (String operation : operations) {
      for (String order : List.of("", "a", "l", "al")) {
        for (String size : List.of("", "b", "h")) {
          String code = operation + order + size + " {x:w}, {r:w}, [{p}]";
          String operands = "p = in(reg) p, x = in(reg) x as u32, r = out(reg) r";
          sites.add(site(sites.size(), code, operands));
        }
      }
    }
    for (String order : List.of("", "a", "l", "al")) {
      String operands = "p = in(reg) p, x = inout(reg) x as u32 => r, y = in(reg) y";
      sites.add(site(sites.size(), "cas" + order + " {x:w}, {y:w}, [{p}]", operands));
      String wide = "p = in(reg) p, x = inout(reg) x => _, y = inout(reg) y => _, out(\"x9\") r";
      sites.add(site(sites.size(), "swpp" + order + " {x}, {y}, [{p}]; mov w9, #0", wide));
    }
    for (String load : List.of("ldr", "ldar", "ldapr")) {
      String code = load + " {r:w}, [{p}]";
      sites.add(site(sites.size(), code, "p = in(reg) p, r = out(reg) r"));
    }
    sites.add(site(sites.size(), "stlr {x:w}, [{p}]; mov {r:w}, #0", stored()));
    sites.add(site(sites.size(), "dmb ish; str {x:w}, [{p}]; mov {r:w}, #0", stored()));
    return sites;
  }

  private static String stored() {
    return "p = in(reg) p, x = in(reg) x, r = out(reg) r";
  }

  private static String site(int number, String code, String operands) {
    return function(number, "asm!(\"" + code + "\", " + operands + ", options(nostack))", "");
  }

  private static String function(int number, String code, String story) {
    return "#[cfg(target_arch = \"aarch64\")]\npub unsafe fn atomic_"
        + number
        + "(p: *mut u32, x: u64, y: u64) -> u32 {\n    let mut r: u32;\n"
        + (story.isEmpty() ? "" : "    // story: " + story + "\n")
        + "    "
        + code
        + ";\n    r\n}\n";
  }
}

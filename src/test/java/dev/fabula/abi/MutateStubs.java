package dev.fabula.abi;

import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.Generated;
import dev.fabula.abi.generate.RustStubs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells how many mutants of the stubs that Fabula makes are refuted. */
public final class MutateStubs {

  /** Where one function ends and the next one's comments start. */
  private static final Pattern END = Pattern.compile("(?<=\\n}\\n)");

  private final Map<Mutant.Kind, int[]> counts = new TreeMap<>();
  private final List<String> missed = new ArrayList<>();
  private int refused;

  private MutateStubs() {}

  /**
   * What became of the mutants.
   *
   * @param counts of each kind how many were refuted, and how many there were
   * @param refused how many the compiler refuses, which do not count
   * @param missed those that were not refuted, each with what was said of it
   */
  record Result(Map<Mutant.Kind, int[]> counts, int refused, List<String> missed) {

    int refuted() {
      return counts.values().stream().mapToInt(c -> c[0]).sum();
    }

    int all() {
      return counts.values().stream().mapToInt(c -> c[1]).sum();
    }

    /** The counts as a table. */
    String text() {
      StringBuilder text = new StringBuilder();
      counts.forEach(
          (kind, c) -> text.append("%-10s %4d of %4d refuted%n".formatted(kind, c[0], c[1])));
      text.append(
          "%-10s %4d of %4d refuted (%.2f %%); %d more are refused by the compiler%n"
              .formatted("all", refuted(), all(), 100.0 * refuted() / all(), refused));
      return text.toString();
    }
  }

  /** A mutant of a stub of a description, for a machine, in a language. */
  record Case(Abi abi, Machine machine, String file, String original, Mutant mutant) {}

  /** All mutants of the stubs of all descriptions that come with Fabula. */
  static List<Case> cases() {
    List<Case> result = new ArrayList<>();
    for (Abi abi : GeneratedStubsTest.descriptions().toList()) {
      for (Machine machine : abi.machines()) {
        String rust = "src/" + machine.name() + ".rs";
        functions(RustStubs.of(abi, List.of(machine)), rust)
            .forEach(f ->
                Mutation.ofRust(machine, f)
                    .forEach(m -> result.add(new Case(abi, machine, "stub.rs", f, m))));
        String c = abi.name() + "_stubs_" + machine.name() + ".h";
        functions(CStubs.of(abi, List.of(machine)), c)
            .forEach(f ->
                Mutation.ofC(machine, f)
                    .forEach(m -> result.add(new Case(abi, machine, "stub.h", f, m))));
      }
    }
    return result;
  }

  private static Stream<String> functions(Generated made, String file) {
    return END.splitAsStream(made.files().getOrDefault(file, "")).filter(f -> f.contains("asm"));
  }

  /** What becomes of some mutants. */
  static Result run(List<Case> cases) {
    MutateStubs run = new MutateStubs();
    cases.forEach(run::one);
    return new Result(run.counts, run.refused, run.missed);
  }

  private void one(Case each) {
    List<String> outcomes =
        Bench.outcomes(
            each.abi(), each.machine().name(), each.file(), header(each) + each.mutant().text());
    String outcome = outcomes.isEmpty() ? "no site" : outcomes.getFirst();
    if (outcome.equals(Bench.REFUSED) || outcome.startsWith("unknown(does not assemble")) {
      refused++;
      return;
    }
    int[] count = counts.computeIfAbsent(each.mutant().kind(), _ -> new int[2]);
    count[1]++;
    if (outcome.startsWith("broken")) {
      count[0]++;
    } else {
      missed.add(
          each.abi().name()
              + " "
              + each.machine().name()
              + " "
              + each.file()
              + " "
              + each.mutant().kind()
              + " "
              + each.mutant().change()
              + ": "
              + outcome);
    }
  }

  private static String header(Case each) {
    return each.file().endsWith(".rs")
        ? "use core::arch::asm;\n"
        : "typedef unsigned long uintptr_t;\ntypedef long intptr_t;\n";
  }

  /** Prints the table; with a number, of so many mutants drawn with the seed 1. */
  public static void main(String[] arguments) {
    List<Case> cases = new ArrayList<>(cases());
    if (arguments.length > 0) {
      Collections.shuffle(cases, new Random(1));
      cases = cases.subList(0, Math.min(cases.size(), Integer.parseInt(arguments[0])));
    }
    Result result = run(cases);
    result.missed().forEach(m -> System.out.println("not refuted: " + m));
    System.out.print(result.text());
  }
}

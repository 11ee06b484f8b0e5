package dev.fabula.abi;

import dev.fabula.abi.run.Outcome;
import dev.fabula.abi.run.Trials;
import dev.fabula.abi.run.Tried;
import dev.fabula.asm.Assembler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Tells how many mutants of the stubs that Fabula makes go wrong under the virtual kernel. */
public final class RunMutants {

  private RunMutants() {}

  /** What a mutant does at a level of optimisation; one outcome for each stub of its machine. */
  static List<Outcome> outcomes(MutateStubs.Case each, int level, Assembler assembler) {
    List<Tried> tried = new ArrayList<>();
    Trials trials =
        new Trials(
            each.abi(),
            assembler,
            tried::add,
            file -> file.replace(each.original(), each.mutant().text()));
    trials.run(each.machine(), each.file().endsWith(".rs") ? "rustc" : "gcc", level);
    return tried.stream().map(Tried::outcome).toList();
  }

  /** Whether a mutant was seen to go wrong, or does not compile. */
  static boolean isSeen(MutateStubs.Case each, Assembler assembler) {
    return List.of(2, 0).stream()
        .anyMatch(level ->
            outcomes(each, level, assembler).stream().anyMatch(o -> o instanceof Outcome.Failed));
  }

  /** Runs so many mutants, drawn with the seed 1. */
  public static void main(String[] arguments) {
    List<MutateStubs.Case> cases = new ArrayList<>(MutateStubs.cases());
    Collections.shuffle(cases, new Random(1));
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : cases.size();
    Map<Mutant.Kind, int[]> counts = new TreeMap<>();
    try (Assembler assembler = new Assembler()) {
      for (MutateStubs.Case each : cases.subList(0, Math.min(count, cases.size()))) {
        int[] of = counts.computeIfAbsent(each.mutant().kind(), _ -> new int[2]);
        of[1]++;
        if (isSeen(each, assembler)) {
          of[0]++;
        } else {
          System.out.printf(
              "not seen: %s %s %s %s %s%n",
              each.abi().name(),
              each.machine().name(),
              each.file(),
              each.mutant().kind(),
              each.mutant().change());
        }
      }
    }
    counts.forEach((kind, c) -> System.out.printf("%-10s %4d of %4d seen%n", kind, c[0], c[1]));
  }
}

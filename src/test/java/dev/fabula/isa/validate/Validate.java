package dev.fabula.isa.validate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The command {@code ./dev validate}. */
public final class Validate {

  private Validate() {}

  /** Compares; see {@code ./dev validate --help}. */
  public static void main(String[] args) throws Exception {
    long seed = 1;
    int states = 8;
    int instances = 48;
    double share = 1;
    Set<String> mnemonics = new TreeSet<>();
    Set<String> targets = new TreeSet<>();
    for (int n = 0; n < args.length; n++) {
      switch (args[n]) {
        case "--seed" -> seed = Long.parseLong(args[++n]);
        case "--count" -> states = Integer.parseInt(args[++n]);
        case "--instances" -> instances = Integer.parseInt(args[++n]);
        case "--share" -> share = Double.parseDouble(args[++n]);
        default -> {
          if (Targets.names().contains(args[n])) {
            targets.add(args[n]);
          } else {
            mnemonics.add(args[n]);
          }
        }
      }
    }
    for (String name : targets) {
      Target target = Targets.of(name);
      long start = System.nanoTime();
      Campaign campaign =
          new Campaign(
              target,
              new Campaign.Options(
                  seed, instances, states, share, m -> mnemonics.isEmpty() || mnemonics.contains(m)));
      Tally tally = campaign.run(Patterns.texts(target, new java.util.Random(seed), share));
      System.out.println("== " + name + ", " + (System.nanoTime() - start) / 1_000_000 + " ms");
      System.out.println(
          tally.executions.size()
              + " mnemonics, "
              + Tally.sum(tally.forms)
              + " forms, "
              + Tally.sum(tally.executions)
              + " executions, "
              + tally.differences.size()
              + " differences");
      tally.skipped.forEach(
          (reason, which) ->
              System.out.println("skipped: " + reason + ": " + String.join(" ", which.keySet())));
      Map<String, Integer> shown = new TreeMap<>();
      for (Tally.Difference d : tally.differences) {
        if (shown.merge(d.mnemonic(), 1, Integer::sum) <= 2) {
          System.out.println(d.form() + "\n    " + d.state() + "\n    " + d.what());
        }
      }
      System.out.println(shown);
    }
  }
}

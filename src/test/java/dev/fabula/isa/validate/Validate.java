package dev.fabula.isa.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The command {@code ./dev validate}. */
public final class Validate {

  private long seed = 1;
  private int states = 3;
  private int instances = 8;
  private int executions = -1;
  private double share = 1;
  private final Set<String> mnemonics = new TreeSet<>();
  private final List<String> targets = new ArrayList<>();

  private Validate() {}

  /**
   * Compares; the first argument is the folder for reports, the others are {@code [TARGET...]
   * [--seed N] [--count N] [--instances N] [--share PART] [--executions N] [MNEMONIC...]}.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Validate command = new Validate();
    command.read(List.of(args).subList(1, args.length));
    System.exit(command.run(Path.of(args[0])) ? 0 : 1);
  }

  private void read(List<String> words) {
    for (int n = 0; n < words.size(); n++) {
      String word = words.get(n);
      switch (word) {
        case "--seed" -> seed = Long.parseLong(words.get(++n));
        case "--count" -> states = Integer.parseInt(words.get(++n));
        case "--instances" -> instances = Integer.parseInt(words.get(++n));
        case "--executions" -> executions = Integer.parseInt(words.get(++n));
        case "--share" -> share = Double.parseDouble(words.get(++n));
        default -> {
          if (word.startsWith("--")) {
            throw new IllegalArgumentException("no option " + word);
          }
          (Targets.names().contains(word) ? targets : mnemonics).add(word);
        }
      }
    }
  }

  private Options options(String target) {
    return new Options(
        seed,
        instances,
        states,
        share,
        executions >= 0 ? executions : enough(target),
        m -> mnemonics.isEmpty() || mnemonics.contains(m));
  }

  private int enough(String target) {
    if (!mnemonics.isEmpty() || share < 1) {
      return 0;
    }
    return target.equals("x86_64") ? 1_000_000 : 200_000;
  }

  /** Whether no difference is left unexplained. */
  private boolean run(Path folder) throws IOException, InterruptedException {
    StringBuilder table = new StringBuilder(Report.head());
    StringBuilder sections = new StringBuilder();
    boolean clean = true;
    System.out.print(Report.head());
    for (String name : targets.isEmpty() ? Targets.names() : targets) {
      Target target = Targets.of(name);
      Optional<String> absent = target.absent();
      if (absent.isPresent()) {
        System.out.println("skipped: " + name + ": " + absent.get());
        continue;
      }
      Report report = new Report(target, new Campaign(target, options(name)).run());
      System.out.print(report.row());
      System.out.print(report.reproducers());
      table.append(report.row());
      sections.append(report.section());
      clean &= report.unexplained().isEmpty();
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("summary.md"), table.toString() + sections);
    return clean;
  }
}

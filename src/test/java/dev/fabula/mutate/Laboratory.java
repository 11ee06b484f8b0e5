package dev.fabula.mutate;

import dev.fabula.asm.Assembler;
import dev.fabula.attack.Attack;
import dev.fabula.attack.Lie;
import dev.fabula.check.Group;
import dev.fabula.check.SiteChecker;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.Legality;
import dev.fabula.site.Contracts;
import dev.fabula.site.Site;
import dev.fabula.solver.Portfolio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks sites and attacks them. */
final class Laboratory {
  private static final Duration SOLVER_LIMIT = Duration.ofSeconds(3);
  private static final Duration SITE_LIMIT = Duration.ofSeconds(20);
  private static final Pattern SYSTEM_CALL =
      Pattern.compile("\\b(?:syscall|sysenter|int|svc|hvc|smc|swi|ecall)\\b");
  private static final int ALLOCATIONS = 24;
  private static final int STATES = 4;

  private final Assembler assembler = new Assembler();
  private final SiteChecker checker =
      new SiteChecker(new Tools(assembler, Portfolio.standard(), SOLVER_LIMIT, SITE_LIMIT));

  /**
   * The end of an attack.
   *
   * @param lie what it showed, if anything
   * @param runs how many runs there were
   */
  record Attacked(Optional<Lie> lie, int runs) {}

  /** What the checker says of a site: the verdict, and the rules or the reason in parentheses. */
  String verdict(Site site) {
    if (!Legality.check(site).isEmpty()) {
      return Trial.REFUSED;
    }
    SiteReport report = checker.check(site, Set.of());
    String rules =
        report.findings().stream()
            .filter(f -> f.group() != Group.HINT)
            .map(f -> f.rule().name())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return switch (report.verdict()) {
      case Verdict.Holds _ -> "holds";
      case Verdict.Broken _ -> "broken(" + rules + ")";
      case Verdict.Bounded(String reason) -> "bounded(" + reason + ")";
      case Verdict.Unknown(String reason) when reason.startsWith("does not assemble") ->
          Trial.NO_CODE;
      case Verdict.Unknown(String reason) -> "unknown(" + reason + ")";
    };
  }

  /** Attacks a site under the widest and the narrowest reading of what its types leave open. */
  Attacked attack(Site site, long seed) {
    List<Integer> widths = new ArrayList<>(List.of(Integer.MAX_VALUE));
    List<Integer> open = Contracts.openWidths(site);
    if (open.size() > 1) {
      widths.add(open.getLast());
    }
    int runs = 0;
    for (int width : widths) {
      Attack attack = new Attack(site, width, assembler, seed);
      Optional<Lie> lie = attack.run(ALLOCATIONS, STATES);
      runs += attack.runs();
      if (lie.isPresent()) {
        return new Attacked(lie, runs);
      }
    }
    return new Attacked(Optional.empty(), runs);
  }

  /** Checks and attacks a mutant. */
  Trial trial(Mutant mutant) {
    Site site = mutant.site();
    String place = site.file().path() + ":" + site.file().position(site.span().start());
    String verdict = verdict(site);
    if (verdict.equals(Trial.REFUSED) || verdict.equals(Trial.NO_CODE)) {
      return new Trial(mutant, place, verdict, Optional.empty(), 0);
    }
    Attacked attacked = attack(site, (place + mutant.change()).hashCode());
    boolean decides = attacked.lie().isPresent() || !isUpToTheSystem(mutant);
    return new Trial(mutant, place, verdict, attacked.lie(), decides ? attacked.runs() : 0);
  }

  /** What memory a system call touches is not seen in runs of the code. */
  private static boolean isUpToTheSystem(Mutant mutant) {
    return switch (mutant.kind()) {
      case ADD_NOMEM, ADD_READONLY -> SYSTEM_CALL.matcher(Attack.text(mutant.site())).find();
      default -> false;
    };
  }
}

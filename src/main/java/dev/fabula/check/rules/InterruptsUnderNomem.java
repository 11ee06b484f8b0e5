package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.source.Span;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Interrupts are masked or unmasked, and the compiler may move memory accesses across that. */
public final class InterruptsUnderNomem implements CodeRule {

  private static final Set<String> MASKS =
      Set.of("if", "daif", "cpsr.a", "cpsr.f", "cpsr.i", "sstatus", "mstatus");

  /** A fence of the compiler beside the site keeps accesses where they are. */
  private static final Pattern FENCE = Pattern.compile("(?m)^[^/\n]*\\b(?:compiler_)?fence\\s*\\(");

  @Override
  public String name() {
    return "interrupts-under-nomem";
  }

  @Override
  public Group group() {
    return Group.HINT;
  }

  @Override
  public String summary() {
    return "interrupts are masked or unmasked in a site that promises `nomem`";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.NOMEM) || isFenced(examination.site())) {
      return;
    }
    for (Path path : examination.paths()) {
      for (Path.Step step : path.steps()) {
        if (step.writes().stream().anyMatch(w -> MASKS.contains(w.location().name()))) {
          suspicions.accept(suspicion(examination, path, step));
        }
      }
    }
  }

  /** Where a macro wrote the function around, in another text than the site's, it is trusted. */
  private static boolean isFenced(Site site) {
    return site.surroundings().function().map(f -> isFenced(site, f.span())).orElse(false);
  }

  private static boolean isFenced(Site site, Span function) {
    boolean around =
        site.expansion().calls().isEmpty()
            && function.start() <= site.span().start()
            && site.span().end() <= function.end();
    return !around || FENCE.matcher(site.file().slice(function)).find();
  }

  private Suspicion suspicion(Examination examination, Path path, Path.Step step) {
    return Suspicion.of(
            this,
            "",
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.plain("interrupts are masked or unmasked, although `nomem` is promised"),
            Optional.of(step.at()),
            "the compiler may move memory accesses across this")
        .help("remove `nomem`, or put a `compiler_fence` beside the site");
  }
}

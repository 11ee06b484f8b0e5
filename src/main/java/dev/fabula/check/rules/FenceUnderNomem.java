package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A memory barrier, or maintenance of a cache, around which the compiler may move all memory
 * accesses.
 */
public final class FenceUnderNomem implements CodeRule {

  /** Instructions that order execution rather than memory, as before a read of a counter. */
  private static final Set<String> EXECUTION_ONLY = Set.of("lfence", "isb", "fence.i", "serialize");

  @Override
  public String name() {
    return "fence-under-nomem";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a barrier or cache maintenance in a site that promises `nomem` or `readonly`";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    MemoryPromises.visit(
        examination,
        FenceUnderNomem::orders,
        (promise, path, occurrence) ->
            suspicions.accept(suspicion(examination, promise, path, occurrence)));
  }

  private static String what(Event event) {
    return event instanceof Event.Maintenance
        ? "maintenance of caches or translations"
        : "a barrier";
  }

  /** Caches and translations are maintained for what memory holds at that time. */
  private static boolean orders(Event event) {
    return event instanceof Event.Maintenance
        || (event instanceof Event.Fence fence
            && EXECUTION_ONLY.stream().noneMatch(e -> fence.kind().startsWith(e)));
  }

  private Suspicion suspicion(
      Examination examination, Option option, Path path, Occurrence occurrence) {
    Phrases words = Phrases.of(examination.site());
    Suspicion found =
        Suspicion.of(
                this,
                option.spelling(),
                examination,
                path,
                new Claim.Happens(examination.run().terms().trueTerm()),
                Wording.plain(
                    what(occurrence.event())
                        + words.either(
                            " orders nothing in a site that promises `" + option.spelling() + "`",
                            " orders nothing that the compiler sees, since "
                                + words.promised(option))),
                Optional.of(occurrence.at()),
                "the compiler may move memory accesses across this")
            .help(words.withdraw(option));
    return Fixes.removeOption(examination.site(), option).map(found::fix).orElse(found);
  }
}

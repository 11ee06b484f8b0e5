package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.exec.Path;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Outcome.Ending;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds one behaviour of a story against the options of its site: the compiler relies on them
 * whatever the assembly is a story of.
 */
final class Obedience {

  private final Examination examination;
  private final Path path;
  private final Outcome outcome;
  private final Arbiter arbiter;

  Obedience(Examination examination, Path path, Outcome outcome, Arbiter arbiter) {
    this.examination = examination;
    this.path = path;
    this.outcome = outcome;
    this.arbiter = arbiter;
  }

  /** Looks whether an option is broken where the conditions hold. */
  void examine(List<Term> conditions) {
    if (outcome.ending() instanceof Ending.Undefined) {
      return;
    }
    Site site = examination.site();
    for (MemoryEvent event : outcome.events()) {
      forbidden(site, event).ifPresent(words -> suspect(conditions, event.when(), words));
    }
    if (site.has(Option.NORETURN) && outcome.ending() instanceof Ending.Returns) {
      suspect(
          conditions, examination.run().terms().trueTerm(), "returns, which `noreturn` rules out");
    }
  }

  private static Optional<String> forbidden(Site site, MemoryEvent event) {
    boolean writes =
        switch (event.kind()) {
          case WRITE, UPDATE, ALLOCATE, FREE -> true;
          case READ, FENCE, COMPILER_FENCE, WAIT, SYSTEM, FOREIGN -> false;
        };
    if (event.kind() == MemoryEvent.Kind.SYSTEM) {
      return Optional.empty();
    }
    if (site.has(Option.NOMEM)) {
      return Optional.of(verb(event) + " memory, which `nomem` rules out");
    }
    if (site.has(Option.READONLY) && writes) {
      return Optional.of(verb(event) + " memory, which `readonly` rules out");
    }
    if (site.has(Option.READONLY) && orders(event)) {
      return Optional.of("orders later reads of memory, which `readonly` rules out");
    }
    return site.has(Option.PURE) && event.order() == MemoryEvent.Order.VOLATILE
        ? Optional.of("makes a volatile access, which `pure` rules out")
        : Optional.empty();
  }

  /** Whether what comes later in the story may not come before. */
  private static boolean orders(MemoryEvent event) {
    return switch (event.kind()) {
      case FENCE, COMPILER_FENCE, WAIT -> event.order() != MemoryEvent.Order.RELEASE;
      case READ -> event.order().acquires();
      case WRITE, UPDATE, ALLOCATE, FREE, SYSTEM, FOREIGN -> false;
    };
  }

  private static String verb(MemoryEvent event) {
    return switch (event.kind()) {
      case READ -> "reads";
      case WRITE, UPDATE -> "writes";
      case FENCE, COMPILER_FENCE, WAIT -> "orders accesses to";
      case ALLOCATE, FREE -> "changes which allocations are in";
      case SYSTEM -> "has the system access";
      case FOREIGN -> "runs assembly on";
    };
  }

  private void suspect(List<Term> conditions, Term when, String words) {
    List<Term> all = new ArrayList<>(conditions);
    all.add(when);
    arbiter.suspect(
        new Difference(
            examination, path, all, new Difference.Kind.Disobedience(), "the story " + words));
  }
}

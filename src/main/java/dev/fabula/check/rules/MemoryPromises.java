package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.site.Option;
import java.util.List;
import java.util.function.Predicate;

/** What happens on the paths of a site that promises {@code nomem} or {@code readonly}. */
final class MemoryPromises {

  private static final List<Option> PROMISES = List.of(Option.NOMEM, Option.READONLY);

  private MemoryPromises() {}

  /** Takes what happens against a promise. */
  interface Visitor {
    /** Takes one event on a path under a promise. */
    void visit(Option promise, Path path, Occurrence occurrence);
  }

  /** Visits the wanted events on all paths, promise by promise. */
  static void visit(Examination examination, Predicate<Event> wanted, Visitor visitor) {
    for (Option promise : PROMISES) {
      if (examination.contract().promises(promise)) {
        for (Path path : examination.paths()) {
          path.events().stream()
              .filter(o -> wanted.test(o.event()))
              .forEach(o -> visitor.visit(promise, path, o));
        }
      }
    }
  }
}

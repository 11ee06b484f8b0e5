package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.isa.Access;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what one path does to memory against one behaviour of a story.
 *
 * <p>What a story accesses plainly belongs to it alone for the while (else there is a data race,
 * which is undefined): so only the footprint counts and what is there in the end.
 */
final class MemoryComparison {

  private final Examination examination;
  private final Path path;
  private final Outcome outcome;
  private final List<Term> conditions;
  private final Arbiter arbiter;
  private final Terms terms;

  MemoryComparison(
      Examination examination, Path path, Outcome outcome, List<Term> conditions, Arbiter arbiter) {
    this.examination = examination;
    this.path = path;
    this.outcome = outcome;
    this.conditions = conditions;
    this.arbiter = arbiter;
    this.terms = examination.run().terms();
  }

  void compare(List<MemoryAccess> accesses) throws Unsupported {
    boolean same = Sweeps.told(path.finish().memory()) == outcome.memory();
    if (!Atomics.isIn(outcome)) {
      for (MemoryAccess access : accesses) {
        if (!same || !Sweeps.isTold(access)) {
          access(access);
        }
      }
    }
    if (!same) {
      contents();
    }
  }

  private void access(MemoryAccess access) throws Unsupported {
    Access kind =
        access
            .access()
            .orElseThrow(() -> new Unsupported("an access of an extent that is not constant"));
    if (kind.order() == Access.Order.NON_TEMPORAL) {
      throw new Unsupported("a streaming store");
    }
    if (isMatched(access, kind)) {
      return;
    }
    int width = access.address().width();
    Term at = terms.variable("probe." + width, width);
    List<Term> uncovered = uncovered(access, kind, at);
    String verb = access.write() ? "writes" : "reads";
    arbiter.suspect(
        new Difference(
            examination,
            path,
            uncovered,
            new Difference.Kind.Access(at, access.write()),
            "the assembly "
                + verb
                + " memory that the story does not touch"
                + (access.write() ? " so" : "")));
  }

  /** Conditions under which a byte of an access is at an address that the story leaves alone. */
  private List<Term> uncovered(MemoryAccess access, Access kind, Term at) {
    List<Term> uncovered = new ArrayList<>(conditions);
    uncovered.add(at.sub(access.address()).ult(terms.constant(kind.bytes(), at.width())));
    for (MemoryEvent event : outcome.events()) {
      if (!access.write() || isWrite(event)) {
        Term inside = at.sub(event.address()).ult(terms.constant(event.bytes(), at.width()));
        uncovered.add(inside.and(event.when()).not());
      }
    }
    return uncovered;
  }

  private static boolean isWrite(MemoryEvent event) {
    return event.kind() == MemoryEvent.Kind.WRITE || event.kind() == MemoryEvent.Kind.UPDATE;
  }

  /** Whether the story certainly makes the same access. */
  private boolean isMatched(MemoryAccess access, Access kind) {
    return outcome.events().stream()
        .anyMatch(e ->
            e.address() == access.address()
                && e.bytes() >= kind.bytes()
                && e.when().isTrue()
                && (!access.write() || isWrite(e)));
  }

  private void contents() {
    Term code = path.finish().memory();
    Term story = outcome.memory();
    if (code == story) {
      return;
    }
    int width = code.addressWidth();
    Term at = terms.variable("probe." + width, width);
    List<Term> different = new ArrayList<>(conditions);
    Term left = code.load(at, 1);
    Term right = story.load(at, 1);
    different.add(left.ne(right));
    arbiter.suspect(
        new Difference(
            examination,
            path,
            different,
            new Difference.Kind.Memory(at, left, right),
            "the assembly leaves other bytes in memory than the story"));
  }
}

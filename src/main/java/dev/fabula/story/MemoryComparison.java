package dev.fabula.story;

import static dev.fabula.isa.Access.Order.NON_TEMPORAL;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Examination;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
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
    if (!Interplay.isIn(outcome)) {
      for (MemoryAccess access : accesses) {
        if (!same || !Sweeps.isTold(access)) {
          access(access);
        }
      }
    }
    if (!same) {
      contents();
    }
    waits();
  }

  /** What a story waits for is done only behind a fence that orders streaming stores. */
  private void waits() {
    boolean waits = outcome.events().stream().anyMatch(e -> e.kind() == MemoryEvent.Kind.WAIT);
    int from =
        path.accesses().stream()
            .filter(a -> a.access().filter(k -> k.order() == NON_TEMPORAL).isPresent())
            .mapToInt(MemoryAccess::step)
            .max()
            .orElse(-1);
    boolean fenced =
        path.events().stream()
            .anyMatch(o ->
                o.step() > from && o.event() instanceof Event.Fence(String text) && orders(text));
    if (waits && !fenced) {
      conduct("the story waits for stores that are made later, the assembly has no fence for that");
    }
  }

  /** Whether a fence orders streaming stores (Intel SDM vol. 2, SFENCE and MFENCE). */
  private boolean orders(String text) {
    Architecture architecture = examination.contract().architecture();
    return architecture.isX86()
        ? text.startsWith("sfence") || text.startsWith("mfence")
        : Barrier.of(architecture, text) == Barrier.FULL;
  }

  private void conduct(String message) {
    arbiter.suspect(
        new Difference(examination, path, conditions, new Difference.Kind.Conduct(), message));
  }

  /** A streaming store, which no later store waits for (Intel SDM vol. 1, 10.4.6.2). */
  private void streaming(MemoryAccess access, Access kind) throws Unsupported {
    if (!access.write()) {
      throw new Unsupported("a streaming load");
    }
    boolean later =
        outcome.events().stream()
            .anyMatch(e ->
                e.address() == access.address()
                    && e.bytes() == kind.bytes()
                    && e.when().isTrue()
                    && e.order() == MemoryEvent.Order.LATER
                    && isWrite(e));
    if (!later) {
      arbiter.suspect(
          new Difference(
              examination,
              path,
              conditions,
              new Difference.Kind.Delay(access.at(), access.address()),
              "the assembly's streaming store may be seen after its later stores: whoever acquires"
                  + " a flag that is set behind it may still read the old value; the story's store"
                  + " may not"));
    }
  }

  private void access(MemoryAccess access) throws Unsupported {
    Access kind =
        access
            .access()
            .orElseThrow(() -> new Unsupported("an access of an extent that is not constant"));
    if (kind.order() == NON_TEMPORAL) {
      streaming(access, kind);
      return;
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

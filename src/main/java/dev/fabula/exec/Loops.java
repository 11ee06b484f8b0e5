package dev.fabula.exec;

import dev.fabula.isa.Location;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The loops of a piece of code and what their bodies may write. */
public final class Loops {

  private final Map<CodePoint, Body> byHead = new TreeMap<>(Loops::order);

  private Loops() {}

  /**
   * A loop, from its head to the last jump back to it.
   *
   * @param head the first instruction
   * @param end offset of the last instruction with a jump to the head
   * @param writes what the instructions between may write
   * @param writesMemory whether one of them may write memory outside of the stack
   * @param writesStack whether one of them may write the site's own stack
   */
  record Body(
      CodePoint head, int end, Set<Location> writes, boolean writesMemory, boolean writesStack) {}

  /** The loops of the surveyed code. */
  public static Loops of(Survey survey, Code code) {
    Loops loops = new Loops();
    survey.looks().forEach(look -> loops.addBackEdge(code, look));
    loops.byHead.replaceAll((head, body) -> fill(body, survey));
    return loops;
  }

  /** The loop with that head. */
  Optional<Body> at(CodePoint head) {
    return Optional.ofNullable(byHead.get(head));
  }

  private void addBackEdge(Code code, Survey.Look look) {
    look.target(code)
        .filter(t -> t.section() == look.point().section() && t.offset() <= look.point().offset())
        .ifPresent(t ->
            byHead.merge(
                t,
                new Body(t, look.point().offset(), Set.of(), false, false),
                (a, b) -> a.end() >= b.end() ? a : b));
  }

  private static Body fill(Body body, Survey survey) {
    Set<Location> writes = new LinkedHashSet<>();
    boolean memory = false;
    boolean stack = false;
    for (Survey.Look look : survey.looks()) {
      if (look.point().section() == body.head().section()
          && look.point().offset() >= body.head().offset()
          && look.point().offset() <= body.end()) {
        writes.addAll(look.writes());
        memory |= look.memory();
        stack |= look.stack();
      }
    }
    return new Body(body.head(), body.end(), writes, memory, stack);
  }

  private static int order(CodePoint a, CodePoint b) {
    int bySection = Integer.compare(a.section(), b.section());
    return bySection != 0 ? bySection : Integer.compare(a.offset(), b.offset());
  }
}

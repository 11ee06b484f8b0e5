package dev.fabula.exec;

import dev.fabula.isa.Location;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which locations' values are still needed behind each instruction: the least solution of the usual
 * backward equations over the code's control flow.
 */
public final class Liveness {

  private final Survey survey;
  private final Code code;
  private final Set<Location> atExit;
  private final Map<CodePoint, Set<Location>> before = new HashMap<>();

  private Liveness(Survey survey, Code code, Set<Location> atExit) {
    this.survey = survey;
    this.code = code;
    this.atExit = Set.copyOf(atExit);
  }

  /**
   * The liveness of surveyed code.
   *
   * @param atExit locations whose values matter where the code is left
   */
  public static Liveness of(Survey survey, Code code, Set<Location> atExit) {
    Liveness liveness = new Liveness(survey, code, atExit);
    while (liveness.pass()) {
      // Sets only grow, so this ends.
    }
    return liveness;
  }

  private boolean pass() {
    boolean changed = false;
    for (Survey.Look look : survey.looks().reversed()) {
      Set<Location> live = new LinkedHashSet<>(after(look));
      live.removeAll(look.writes());
      live.addAll(look.reads());
      changed |= before.computeIfAbsent(look.point(), p -> new LinkedHashSet<>()).addAll(live);
    }
    return changed;
  }

  private Set<Location> after(Survey.Look look) {
    List<CodePoint> successors = look.successors(code);
    Set<Location> live = new LinkedHashSet<>();
    boolean leaves = look.target(code).isEmpty() && !(look.control() instanceof Control.Next);
    for (CodePoint successor : successors) {
      live.addAll(before.getOrDefault(successor, Set.of()));
      leaves |= code.isEnd(successor);
    }
    if (leaves) {
      live.addAll(atExit);
    }
    return live;
  }

  /**
   * Whether two locations hold values that are needed at the same time, so that they could not be
   * one.
   */
  public boolean interfere(Location one, Location other) {
    boolean bothAtEntry =
        code.entry()
            .map(e -> before.getOrDefault(e, Set.of()))
            .filter(live -> live.contains(one) && live.contains(other))
            .isPresent();
    return bothAtEntry
        || survey.looks().stream().anyMatch(l -> overwrites(l, one, other))
        || survey.looks().stream().anyMatch(l -> overwrites(l, other, one));
  }

  private boolean overwrites(Survey.Look look, Location written, Location needed) {
    return look.writes().contains(written)
        && (after(look).contains(needed) || look.writes().contains(needed));
  }
}

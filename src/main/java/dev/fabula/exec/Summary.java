package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The treatment of loops in which a head is entered once, in a state that stands for any iteration.
 *
 * <p>What the body may write has an arbitrary value at the head; all else has its value from
 * before. By induction over iterations every state at the head is then covered, provided that the
 * body indeed leaves all else alone. An arbitrary value counts as defined unless some iteration can
 * make it depend on something undefined, which is found by running until nothing is added.
 */
final class Summary {

  private static final Origin CARRIED = new Origin.Undefined("a value that a loop carries");

  private final Run run;
  private final Loops loops;
  private final Set<String> newTaint = new LinkedHashSet<>();

  Summary(Run run, Loops loops) {
    this.run = run;
    this.loops = loops;
  }

  boolean foundTaint() {
    return !newTaint.isEmpty();
  }

  Set<String> newTaint() {
    return newTaint;
  }

  /** Enters a loop at its head, or ends the path there if it has been there before. */
  Optional<Exit> arrive(Walk walk) {
    Optional<Loops.Body> body = loops.at(walk.point());
    if (body.isEmpty()) {
      return Optional.empty();
    }
    collectTaint(body.get(), walk.state());
    State known = walk.heads().get(walk.point());
    if (known == null) {
      generalise(body.get(), walk.state());
      walk.heads().put(walk.point(), walk.state().copy());
      return Optional.empty();
    }
    return Optional.of(
        covers(body.get(), known, walk.state())
            ? new Exit.Repeats()
            : new Exit.Cut("a loop changes more than its body shows"));
  }

  private void collectTaint(Loops.Body body, State state) {
    for (Location location : body.writes()) {
      String name = name(body, location);
      if (!run.isTainted(name) && !isDefined(state.get(location))) {
        newTaint.add(name);
      }
    }
    String memory = memoryName(body);
    if (body.writesMemory() && !run.isTainted(memory) && !isDefined(state.memory())) {
      newTaint.add(memory);
    }
    state
        .variables()
        .forEach((place, content) -> {
          String variable = memory + "." + place;
          if (body.writesMemory() && !run.isTainted(variable) && !isDefined(content)) {
            newTaint.add(variable);
          }
        });
  }

  private boolean isDefined(Term value) {
    return value.variables().stream().allMatch(v -> run.origin(v).isDefined());
  }

  private void generalise(Loops.Body body, State state) {
    for (Location location : body.writes()) {
      String name = name(body, location);
      Origin origin = run.isTainted(name) ? CARRIED : new Origin.Made("a loop");
      state.set(location, run.unknown(name, location.width(), origin));
    }
    if (body.writesMemory()) {
      state.memory(carriedMemory(memoryName(body)));
      state
          .variables()
          .replaceAll((place, content) -> carriedMemory(memoryName(body) + "." + place));
    }
    if (body.writesStack()) {
      state.stack(run.unknownMemory(prefix(body) + ".stack", new Origin.OwnStack()));
    }
  }

  private Term carriedMemory(String name) {
    return run.unknownMemory(name, run.isTainted(name) ? CARRIED : new Origin.Made("a loop"));
  }

  private static String memoryName(Loops.Body body) {
    return prefix(body) + ".memory";
  }

  private static String name(Loops.Body body, Location location) {
    return prefix(body) + "." + location.name();
  }

  private static String prefix(Loops.Body body) {
    return "loop." + body.head().section() + "." + body.head().offset();
  }

  private static boolean covers(Loops.Body body, State known, State now) {
    for (Map.Entry<Location, Term> entry : now.changes().entrySet()) {
      Location location = entry.getKey();
      boolean same = known.get(location) == entry.getValue();
      if (!same && !body.writes().contains(location)) {
        return false;
      }
    }
    return (body.writesMemory()
            || (known.memory() == now.memory() && known.variables().equals(now.variables())))
        && (body.writesStack() || known.stack() == now.stack());
  }
}

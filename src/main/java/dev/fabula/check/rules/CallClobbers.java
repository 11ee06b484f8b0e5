package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.site.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A function is called that may change registers which the site does not give up. */
public final class CallClobbers implements CodeRule {

  @Override
  public String name() {
    return "call-clobbers";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a called function may change registers that the site does not declare";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    Map<Path, List<Frame.Change>> byPath = new LinkedHashMap<>();
    for (Frame.Change change : Frame.changes(examination)) {
      Location location = change.location();
      boolean kept = Frame.holdsOperands(location) && !examination.isFree(location);
      if (kept && change.isOfFunction()) {
        byPath.computeIfAbsent(change.path(), p -> new ArrayList<>()).add(change);
      }
    }
    byPath.values().forEach(changes -> suspicions.accept(suspicion(examination, changes)));
  }

  private Suspicion suspicion(Examination examination, List<Frame.Change> changes) {
    Frame.Change first = changes.getFirst();
    List<String> names =
        changes.stream().map(c -> name(examination, c.location())).distinct().sorted().toList();
    return Suspicion.of(
            this,
            "",
            examination,
            first.path(),
            new Claim.Happens(first.changed()),
            new Wording(
                "the called function may change ", names, ", which the site does not give up"),
            first.writer(),
            "calls a function")
        .help(
            Phrases.of(examination.site())
                .either(
                    "add `clobber_abi(\"C\")`, or the ABI of the called function",
                    "declare every register that the called function may change"));
  }

  private static String name(Examination examination, Location location) {
    List<Slot> slots = examination.slotsAt(location);
    return slots.isEmpty() ? Registers.display(location) : slots.getFirst().name();
  }
}

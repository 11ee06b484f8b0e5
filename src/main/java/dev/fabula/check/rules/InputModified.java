package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An {@code in} register does not hold its value at exit any more. */
public final class InputModified implements CodeRule {

  @Override
  public String name() {
    return "input-modified";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the register of an `in` operand does not keep its value";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    new MemoryOperands(this, examination, suspicions).writtenInputs();
    for (Frame.Change change : Frame.changes(examination)) {
      List<Slot> slots = examination.slotsAt(change.location());
      Optional<Slot> input = slots.stream().filter(Slot::reads).findFirst();
      boolean own = change.isOwn() && !examination.run().isCounted(change.location());
      if (input.isPresent() && !examination.isFree(change.location()) && own) {
        suspicions.accept(suspicion(examination, change, input.get()));
      }
    }
  }

  /** What stands for a confirmed change of an input. */
  public static String key(Slot slot) {
    return "input-modified " + subject(slot);
  }

  private static String subject(Slot slot) {
    return String.valueOf(slot.index());
  }

  private Suspicion suspicion(Examination examination, Frame.Change change, Slot slot) {
    Term value = change.path().finish().get(change.location());
    Term entry = examination.run().entryValue(change.location());
    Phrases words = Phrases.of(examination.site());
    int bits = slot.inputBits();
    boolean onlyTop = bits > 0 && value.truncate(bits) == entry.truncate(bits);
    String before =
        onlyTop
            ? "the code changes the bits above the value of " + words.input() + ": "
            : "the code changes the register of " + words.input() + ": ";
    Suspicion found =
        Suspicion.of(
            this,
            subject(slot) + (onlyTop ? " top" : ""),
            examination,
            change.path(),
            new Claim.Happens(change.changed()),
            Wording.about(before, slot.name(), ""),
            change.writer(),
            "changes `" + change.location().name() + "`");
    Suspicion helped = found.help(words.giveUp(slot));
    Suspicion fixed = Fixes.makeInOut(examination.site(), slot).map(helped::fix).orElse(helped);
    return onlyTop ? fixed.in(Group.FRAGILE) : fixed;
  }
}

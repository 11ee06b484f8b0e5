package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fix;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.isa.Location;
import dev.fabula.isa.OperandRegister;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A register that neither an operand nor a clobber declares is changed. */
public final class RegisterNotDeclared implements CodeRule {

  @Override
  public String name() {
    return "register-not-declared";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a register is changed that no operand or clobber declares";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Frame.Change change : Frame.changes(examination)) {
      if (change.isOwn() && Frame.holdsOperands(change.location())) {
        Term changed = undeclared(examination, change);
        if (!changed.isFalse()) {
          suspicions.accept(suspicion(examination, change, changed));
        }
      }
    }
  }

  /** Whether a part of the location changes that nothing declares. */
  private static Term undeclared(Examination examination, Frame.Change change) {
    Location location = change.location();
    if (examination.run().isCounted(location)) {
      return change.changed();
    }
    List<Slot> slots = examination.slotsAt(location);
    if (slots.isEmpty() && !examination.isFree(location)) {
      return change.changed();
    }
    boolean parts =
        examination.contract().architecture() == Architecture.ARM
            && location.kind() == Location.Kind.VECTOR
            && !examination.contract().clobbers().contains(location.name());
    return parts ? besides(examination, change, slots) : change.changed().bank().falseTerm();
  }

  /** Registers of A32 that lie side by side in one are apart for the compiler. */
  private static Term besides(Examination examination, Frame.Change change, List<Slot> slots) {
    Location location = change.location();
    Term mask = change.changed().bank().ones(location.width());
    for (Slot slot : slots) {
      OperandRegister register = examination.run().allocation().of(slot);
      Term part = mask.bank().ones(register.width()).zext(location.width());
      mask = mask.and(part.shl(mask.bank().constant(register.low(), location.width())).not());
    }
    Term before = examination.run().entryValue(location).and(mask);
    return change.path().finish().get(location).and(mask).ne(before);
  }

  private Suspicion suspicion(Examination examination, Frame.Change change, Term changed) {
    String name = Registers.display(change.location());
    Suspicion found =
        Suspicion.of(
            this,
            change.location().name(),
            examination,
            change.path(),
            new Claim.Happens(changed),
            Wording.about("the code changes ", name, ", which no operand declares"),
            change.writer(),
            "changes `" + name + "`");
    Optional<Fix> mmx =
        change
            .writer()
            .flatMap(w -> Fixes.declareMmx(examination.site(), change.location(), w.toString()));
    if (mmx.isPresent()) {
      return found.help("declare the registers of MMX that it changes").fix(mmx.get());
    }
    return Fixes.declareClobber(examination.site(), change.location())
        .map(f ->
            found
                .help("declare it: `" + Fixes.clobber(examination.site(), change.location()) + "`")
                .fix(f))
        .orElseGet(() -> found.help("save `" + name + "` and restore it, or do not use it"));
  }

  /** What stands for a confirmed change of a register. */
  public static String key(String location) {
    return "register-not-declared " + location;
  }

  /** The register that a suspicion of this rule is about. */
  public static Set<String> keys(Suspicion suspicion) {
    return suspicion.rule() instanceof RegisterNotDeclared
        ? Set.of(key(suspicion.subject()))
        : Set.of();
  }
}

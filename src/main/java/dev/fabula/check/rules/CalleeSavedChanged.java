package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.NakedExits;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.CalleeSaved;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Surroundings;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A naked function returns with a register changed that its callers keep values in (Reference,
 * asm.naked-rules.callee-saved-registers).
 */
public final class CalleeSavedChanged implements CodeRule {

  @Override
  public String name() {
    return "callee-saved-changed";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a naked function does not keep a register that belongs to its caller";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    String abi =
        examination.site().surroundings().function().map(Surroundings.Function::abi).orElse("C");
    for (Path path : NakedExits.of(examination)) {
      if (NakedExits.staysOnStack(examination, path)) {
        CalleeSaved.of(examination.contract().architecture(), abi, examination.site().target())
            .forEach(name -> examine(examination, path, name, suspicions));
      }
    }
  }

  private void examine(
      Examination examination, Path path, CalleeSaved.Part part, Consumer<Suspicion> suspicions) {
    Optional<RegisterView> view = examination.run().registers().view(part.name());
    if (view.isEmpty()) {
      return;
    }
    Location location = view.get().location();
    Term entry = examination.run().entryValue(location).truncate(part.bits());
    Term changed = path.finish().get(location).truncate(part.bits()).ne(entry);
    if (!changed.isFalse()) {
      suspicions.accept(
          Suspicion.of(
                  this,
                  location.name(),
                  examination,
                  path,
                  new Claim.Happens(changed),
                  Wording.about(
                      "the function changes ",
                      Registers.display(location),
                      ", which belongs to its caller"),
                  examination.lastWriter(path, location),
                  "changes `" + Registers.display(location) + "`")
              .help("save it and restore it before the function returns"));
    }
  }
}

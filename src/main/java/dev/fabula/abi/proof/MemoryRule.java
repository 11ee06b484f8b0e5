package dev.fabula.abi.proof;

import dev.fabula.check.Examination;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.function.Consumer;

/** A stub does not promise that memory is left alone which the system, or others, use meanwhile. */
final class MemoryRule extends StubRule {

  MemoryRule(Matching matching) {
    super(StubDemand.MEMORY, matching);
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    broken(examination)
        .ifPresent(option -> {
          for (Path path : examination.paths()) {
            Trap.calls(path)
                .forEach(call -> suspicions.accept(suspicion(examination, path, call, option)));
          }
        });
  }

  private Optional<Option> broken(Examination examination) {
    boolean read = stub().memory().read();
    boolean written = stub().memory().written();
    if (examination.contract().promises(Option.NOMEM)) {
      return read || written ? Optional.of(Option.NOMEM) : Optional.empty();
    }
    boolean readonly = examination.contract().promises(Option.READONLY);
    return readonly && written ? Optional.of(Option.READONLY) : Optional.empty();
  }

  private Suspicion suspicion(Examination examination, Path path, Occurrence call, Option option) {
    Phrases words = Phrases.of(examination.site());
    String does =
        stub().memory().written()
            ? stub().memory().read() ? "is read and written" : "is written"
            : "is read";
    return suspicion(
            examination,
            path,
            "",
            examination.run().terms().trueTerm(),
            Wording.plain("memory " + does + " meanwhile, although " + words.promised(option)),
            Optional.of(call.at()),
            "enters the system")
        .note(stub().memory().why())
        .note(
            "stores before the trap may come after it, or never; values read before it may be used"
                + " after it")
        .help(words.withdraw(option));
  }
}

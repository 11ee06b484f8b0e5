package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Calls;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Control reaches the end of a site that promises never to (Reference, asm.rules.noreturn). */
public final class FallsThroughNoreturn implements CodeRule {

  @Override
  public String name() {
    return "falls-through-noreturn";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "control reaches the end although `noreturn` is promised";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    falling(examination).forEach(path -> suspicions.accept(suspicion(examination, path)));
  }

  /** Whether all that keeps control from the end is a system that does not come back. */
  public static boolean trustsSystem(Examination examination) {
    return falling(examination).anyMatch(FallsThroughNoreturn::endsWithSystemCall);
  }

  /** Whether all that keeps control from the end is a function of which nothing is known. */
  public static boolean trustsFunction(Examination examination) {
    return falling(examination).anyMatch(p -> endsWithUnknownFunction(examination, p));
  }

  private static Stream<Path> falling(Examination examination) {
    boolean promised =
        examination.contract().promises(Option.NORETURN)
            || examination.contract().kind() == MacroKind.NAKED_ASM;
    return examination.paths().stream()
        .filter(p -> promised && p.exit() instanceof Exit.FallThrough);
  }

  private Suspicion suspicion(Examination examination, Path path) {
    Optional<Instruction> last =
        path.steps().isEmpty() ? Optional.empty() : Optional.of(path.steps().getLast().at());
    boolean naked = examination.contract().kind() == MacroKind.NAKED_ASM;
    Suspicion found =
        Suspicion.of(
                this,
                "",
                examination,
                path,
                new Claim.Happens(examination.run().terms().trueTerm()),
                Wording.plain(
                    naked
                        ? "control runs off the end of the naked function"
                        : "control reaches the end, although `noreturn` is promised"),
                last,
                "control goes on behind this")
            .help(naked ? "end with a return or a jump" : "end with an endless loop or a trap");
    return mayNotComeBack(path)
        ? found
            .in(isTrusted(examination, path) ? Group.HINT : Group.FRAGILE)
            .note("what is called on the way may never come back; nothing here says so")
        : found;
  }

  /** The system may be asked for the end of the program or machine; then nothing comes back. */
  private static boolean endsWithSystemCall(Path path) {
    return last(path).anyMatch(Event.SystemCall.class::isInstance);
  }

  /** A function may be one that never returns if no declaration says that it does. */
  private static boolean endsWithUnknownFunction(Examination examination, Path path) {
    return last(path)
        .anyMatch(e ->
            e instanceof Event.FunctionCall call
                && call.function().flatMap(f -> Calls.callee(examination.contract(), f)).isEmpty());
  }

  private static boolean isTrusted(Examination examination, Path path) {
    return endsWithSystemCall(path) || endsWithUnknownFunction(examination, path);
  }

  private static Stream<Event> last(Path path) {
    return path.events().stream()
        .filter(o -> o.at().equals(path.steps().getLast().at()))
        .map(Occurrence::event);
  }

  private static boolean mayNotComeBack(Path path) {
    return path.events().stream()
        .map(o -> o.event())
        .anyMatch(e ->
            e instanceof Event.SystemCall
                || e instanceof Event.FunctionCall
                || e instanceof Event.SystemChange
                || e instanceof Event.PortIo
                || e instanceof Event.Unmodelled);
  }
}

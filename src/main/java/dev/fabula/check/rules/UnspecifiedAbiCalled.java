package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Calls;
import dev.fabula.exec.Labels;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.site.Callee;
import java.util.Optional;
import java.util.function.Consumer;

/** A function is called or jumped to whose calling convention is up to the compiler. */
public final class UnspecifiedAbiCalled implements CodeRule {

  @Override
  public String name() {
    return "unspecified-abi-called";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a function is called whose ABI is not specified";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      for (Path.Step step : path.steps()) {
        symbol(path, step.at())
            .filter(symbol -> isUnspecified(examination, symbol))
            .ifPresent(
                symbol -> suspicions.accept(suspicion(examination, path, step.at(), symbol)));
      }
    }
  }

  private static Optional<String> symbol(Path path, Instruction instruction) {
    return path.events().stream()
        .filter(o -> o.at() == instruction)
        .flatMap(o -> o.event() instanceof Event.FunctionCall c ? c.function().stream() : null)
        .findFirst()
        .or(() -> target(instruction));
  }

  private static Optional<String> target(Instruction instruction) {
    return instruction.operands().stream()
        .filter(Operand.Target.class::isInstance)
        .flatMap(o -> ((Operand.Target) o).address().symbol().stream())
        .findFirst();
  }

  private static boolean isUnspecified(Examination examination, String symbol) {
    return Calls.callee(examination.contract(), symbol)
        .filter(c -> c.abi().equals(Callee.UNSPECIFIED))
        .isPresent();
  }

  private Suspicion suspicion(
      Examination examination, Path path, Instruction instruction, String symbol) {
    String name = Labels.display(symbol);
    return Suspicion.of(
            this,
            name,
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.about("the code goes to ", name, ", whose ABI is not specified"),
            Optional.of(instruction),
            "how this function takes arguments and which registers it keeps is up to the compiler")
        .help("declare it as `extern \"C\"`");
  }
}

package dev.fabula.abi.proof;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Path;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.Optional;

/** A demand of a description on the sites of its stubs. */
abstract sealed class StubRule implements CodeRule
    permits TrapRule, InputRule, OutputRule, StaleRule, MemoryRule {

  private final StubDemand demand;
  private final Matching matching;

  StubRule(StubDemand demand, Matching matching) {
    this.demand = demand;
    this.matching = matching;
  }

  final Matching matching() {
    return matching;
  }

  final Stub stub() {
    return matching.stub();
  }

  final Machine machine() {
    return matching.machine();
  }

  @Override
  public String name() {
    return demand.word();
  }

  @Override
  public Group group() {
    return demand.group();
  }

  @Override
  public String summary() {
    return demand.summary();
  }

  /** The slot of an operand. */
  static Optional<Slot> slot(Examination examination, Optional<Integer> operand) {
    return operand.flatMap(o -> examination.contract().slotOf(o));
  }

  /** A register as programmers of the machine call it. */
  final String display(Trap trap, String register) {
    return trap.examination()
        .run()
        .registers()
        .view(register)
        .map(RegisterView::name)
        .orElse(register);
  }

  final Suspicion suspicion(
      Examination examination,
      Path path,
      String subject,
      Term condition,
      Wording wording,
      Optional<Instruction> culprit,
      String label) {
    return Suspicion.of(
            this, subject, examination, path, new Claim.Happens(condition), wording, culprit, label)
        .note("it is held against stub `" + stub().name() + "` for " + machine().name());
  }

  final Suspicion suspicion(
      Trap trap, String subject, Term condition, Wording wording, String label) {
    return suspicion(
        trap.examination(),
        trap.path(),
        subject,
        condition,
        wording,
        Optional.of(trap.occurrence().at()),
        label);
  }
}

package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Term;
import java.util.Optional;

/** Where a function would return to that is jumped to. */
final class ReturnPlace {

  private ReturnPlace() {}

  /**
   * The place in the code whose address is in the link register or on top of the stack; empty if
   * the address there is none of the code's own.
   */
  static Optional<CodePoint> of(Run run, Code code, State state) {
    return address(run, state).flatMap(a -> code.pointAt(a, run));
  }

  private static Optional<Term> address(Run run, State state) {
    Optional<String> link = Link.of(run.contract().architecture());
    if (link.isPresent()) {
      return run.registers().view(link.get()).map(RegisterView::location).map(state::get);
    }
    Location stackPointer = run.registers().stackPointer();
    Term top = state.get(stackPointer);
    boolean own = top.sub(run.entryStackPointer()).sign().isTrue();
    return own
        ? Optional.of(run.valuation().of(state.stack().load(top, top.width() / 8)))
        : Optional.empty();
  }
}

package dev.fabula.isa.validate;

import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An entry state whose values are known. */
final class Constants implements Trace.Entry {

  private final Target target;
  private final MachineState state;
  private final Evaluator evaluator;

  private Constants(Target target, MachineState state) {
    this.target = target;
    this.state = state;
    evaluator =
        new Evaluator(new Assignment(Map.of(), Map.of(Path.MEMORY, state.memory()), Map.of(), 0));
  }

  /** What a form does from one state; empty if its meaning still does not tell. */
  static Optional<Outcome> outcome(Target target, Form form, MachineState state) {
    try {
      Trace trace = new Trace(target, new Constants(target, state), new Terms(), List.of());
      Path path = trace.run(form);
      return path.conditions().isEmpty() && path.unfit().isEmpty()
          ? Optional.of(new Outcome(form, List.of(path)))
          : Optional.empty();
    } catch (UnknownInstruction unknown) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Term> value(Location location, Terms terms) {
    Field field = target.field(location.name());
    BigInteger value = field == null ? target.constants().get(location.name()) : state.get(field);
    return Optional.ofNullable(value).map(v -> terms.constant(v, location.width()));
  }

  @Override
  public Term loaded(Term value) {
    boolean open = value.variables().stream().anyMatch(v -> !v.isMemory());
    return open ? value : value.bank().constant(evaluator.value(value), value.width());
  }

  @Override
  public Term code(Terms terms, int width) {
    return terms.constant(0, width);
  }
}

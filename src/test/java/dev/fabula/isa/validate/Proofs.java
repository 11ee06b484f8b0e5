package dev.fabula.isa.validate;

import dev.fabula.isa.Location;
import dev.fabula.isa.validate.Aim.Aimed;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.solver.Answer;
import dev.fabula.solver.Solver;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The solver against the evaluator: from one entry state, no other result may be possible. */
final class Proofs {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Target target;
  private final Solver solver;

  Proofs(Target target, Solver solver) {
    this.target = target;
    this.solver = solver;
  }

  /** Where both disagree; what has functions or open values in it is left out. */
  List<String> differences(Aimed aimed) {
    List<String> found = new ArrayList<>();
    Reading reading = Reading.of(target, aimed.outcome(), aimed.state(), 1);
    for (Map.Entry<Location, Term> written : aimed.path().written().entrySet()) {
      Term term = written.getValue();
      if (!term.isConstant() && Functions.in(term).isEmpty()) {
        BigInteger value = reading.value(term);
        List<Term> assertions = entry(term, reading, aimed.state());
        assertions.add(term.eq(term.bank().constant(value, term.width())).not());
        Answer answer = solver.check(assertions, LIMIT);
        if (answer instanceof Answer.Satisfiable) {
          found.add(written.getKey() + " need not be " + value.toString(16) + " for the solver");
        }
      }
    }
    return found;
  }

  /** What says that a term's variables and the bytes it loads are those of a state. */
  private List<Term> entry(Term term, Reading reading, MachineState state) {
    Terms terms = term.bank();
    List<Term> assertions = new ArrayList<>();
    for (Term variable : term.variables()) {
      if (!variable.isMemory()) {
        Field field = target.field(variable.name());
        BigInteger value = field == null ? reading.value(variable) : state.get(field);
        assertions.add(variable.eq(terms.constant(value, variable.width())));
      }
    }
    for (Term load : loads(term)) {
      Term memory = terms.memory(Path.MEMORY, load.argument(1).width());
      BigInteger address = reading.value(load.argument(1));
      for (int n = 0; n < load.width() / 8; n++) {
        BigInteger place = address.add(BigInteger.valueOf(n));
        Term at = terms.constant(place, load.argument(1).width());
        int known = (int) (place.longValue() - state.window());
        if (known >= 0 && known < Layout.BUFFER_SIZE) {
          assertions.add(memory.load(at, 1).eq(terms.constant(state.buffer(known), 8)));
        }
      }
    }
    return assertions;
  }

  private static Set<Term> loads(Term root) {
    Set<Term> seen = new HashSet<>();
    Set<Term> found = new HashSet<>();
    List<Term> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      Term term = open.removeLast();
      if (seen.add(term)) {
        if (term.op() == Op.LOAD) {
          found.add(term);
        }
        open.addAll(term.arguments());
      }
    }
    return found;
  }
}

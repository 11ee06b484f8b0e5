package dev.fabula.check;

import dev.fabula.exec.Code;
import dev.fabula.exec.Exploration;
import dev.fabula.exec.Explorer;
import dev.fabula.exec.Limits;
import dev.fabula.exec.Run;
import dev.fabula.exec.Valuation;
import dev.fabula.isa.Location;
import dev.fabula.term.Assignment;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Runs a site's code once more with constants, to see a violation happen. */
final class Replay {

  /** How far a replay is followed: most end soon, and few of the others ever do. */
  enum Length {
    SHORT(64, 1_000),
    LONG(2_000, 10_000);

    private final Limits limits;

    Length(int visits, int steps) {
      limits = new Limits(visits, steps, 1);
    }
  }

  private static final long STACK = 0x7ffd_ffff_e000L;
  private static final long CODE = 0x5555_5555_0000L;
  private static final long NARROW_STACK = 0xbffe_e000L;
  private static final long NARROW_CODE = 0x0804_8000L;

  private final Set<String> named;

  /**
   * Replays of a site.
   *
   * @param named names of the locations that the text uses by name
   */
  Replay(Set<String> named) {
    this.named = named;
  }

  /** The stack and code addresses of every replay; a model is asked to agree with them. */
  static Map<Term, Term> layout(Run run) {
    Map<Term, Term> layout = new HashMap<>();
    int width = run.entryStackPointer().width();
    run.origins()
        .forEach((variable, origin) -> {
          if (!variable.isMemory() && isPlaced(run, variable)) {
            long address = variable == run.entryStackPointer() ? stack(width) : code(width);
            layout.put(variable, run.terms().constant(address, width));
          }
        });
    return layout;
  }

  private static boolean isPlaced(Run run, Term variable) {
    return variable == run.entryStackPointer() || variable.name().startsWith("code.");
  }

  private static long stack(int width) {
    return width == 64 ? STACK : NARROW_STACK;
  }

  private static long code(int width) {
    return width == 64 ? CODE : NARROW_CODE;
  }

  /** The examination of one concrete run, followed as far as is sensible. */
  Examination examine(Examination symbolic, Assignment assignment) {
    return examine(symbolic, assignment, Set.of(), Length.LONG);
  }

  /** The examination of one concrete run with other values for the varied unknowns. */
  Examination examine(
      Examination symbolic, Assignment assignment, Set<String> varied, Length length) {
    Run old = symbolic.run();
    Valuation valuation = Valuation.concrete(old.terms(), placed(old, assignment));
    Run run = old.with(valuation, varied);
    Code code = symbolic.exploration().code();
    Exploration exploration = Explorer.unrolled(run, code, named, length.limits);
    return new Examination(symbolic.site(), symbolic.rendered(), exploration);
  }

  private static Assignment placed(Run run, Assignment assignment) {
    Map<String, BigInteger> values = new HashMap<>(assignment.variables());
    layout(run).forEach((variable, value) -> values.put(variable.name(), value.value()));
    return new Assignment(values, assignment.memories(), assignment.functions(), assignment.seed());
  }

  /** Locations whose entry values matter for telling a run. */
  static Set<Location> interesting(Examination examination) {
    Set<Location> result = new HashSet<>();
    examination
        .paths()
        .forEach(p -> p.steps().forEach(s -> s.writes().forEach(w -> result.add(w.location()))));
    return result;
  }
}

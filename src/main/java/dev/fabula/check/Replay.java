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

  private static final int MOST_VISITS = 2_000;
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

  /** The examination of one concrete run. */
  Examination examine(Examination symbolic, Assignment assignment, Set<String> varied) {
    Run old = symbolic.run();
    Valuation valuation = Valuation.concrete(old.terms(), placed(old, assignment));
    Run run = old.with(valuation, varied);
    Code code = symbolic.exploration().code();
    Exploration exploration = Explorer.unrolled(run, code, named, limits(symbolic));
    return new Examination(symbolic.site(), symbolic.rendered(), exploration);
  }

  /**
   * What shows on a path that was cut shows in twice as many steps, and the others end in theirs.
   */
  private static Limits limits(Examination symbolic) {
    int longest = symbolic.paths().stream().mapToInt(p -> p.steps().size()).max().orElse(0);
    return new Limits(MOST_VISITS, 2 * longest + 64, 1);
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

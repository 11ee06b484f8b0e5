package dev.fabula.check;

import dev.fabula.exec.Origin;
import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.isa.Location;
import dev.fabula.site.Slot;
import dev.fabula.term.Assignment;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes down replays as witnesses. */
public final class Telling {

  private static final int MOST_STEPS = 24;
  private static final int MOST_EFFECTS = 6;

  private Telling() {}

  /**
   * A replay as a witness.
   *
   * @param symbolic the run that was replayed
   * @param concrete the replay
   * @param unknowns the unknowns whose values matter
   * @param outcome what came of it
   */
  public static Witness of(
      Examination symbolic,
      Examination concrete,
      Collection<Term> unknowns,
      Assignment assignment,
      String outcome) {
    return new Witness(
        placements(concrete),
        entry(symbolic.run(), List.copyOf(unknowns), assignment),
        steps(concrete),
        outcome);
  }

  static Witness ofEvent(Suspicion suspicion, Examination concrete, Assignment assignment) {
    return new Witness(
        placements(concrete),
        entry(suspicion, assignment),
        steps(concrete),
        suspicion.wording().text());
  }

  static Witness ofDependence(
      Suspicion suspicion,
      Claim.Depends depends,
      Examination first,
      Examination second,
      Assignment assignment) {
    List<Witness.Value> entry = new ArrayList<>(entry(suspicion, assignment));
    List<Term> varied = new ArrayList<>(depends.varied());
    varied.sort(Comparator.comparing(Term::name));
    for (Term variable : varied) {
      if (!variable.isMemory()) {
        String other = Run.other(variable.name());
        entry.add(
            new Witness.Value(
                describe(suspicion.examination().run(), variable) + " (second run)",
                hex(assignment.variable(other, variable.width()))));
      }
    }
    Observed one = depends.observation().apply(only(first));
    Observed two = depends.observation().apply(only(second));
    String outcome = one.against(two) + " in the first run, " + two.against(one) + " in the second";
    return new Witness(placements(first), entry, steps(first), outcome);
  }

  static Witness ofDisagreement(
      Suspicion suspicion, Examination first, Examination second, Assignment assignment) {
    Claim.Disagrees claim = (Claim.Disagrees) suspicion.claim();
    Observed one = claim.observation().apply(new Claim.ObservedPath(first, only(first)));
    Observed two = claim.observation().apply(new Claim.ObservedPath(second, only(second)));
    String outcome =
        one.against(two)
            + " in these registers, "
            + two.against(one)
            + " if all operands are apart";
    return new Witness(placements(first), entry(suspicion, assignment), steps(first), outcome);
  }

  private static Path only(Examination concrete) {
    return concrete.paths().getFirst();
  }

  private static List<Witness.Placement> placements(Examination examination) {
    List<Witness.Placement> result = new ArrayList<>();
    for (Slot slot : examination.contract().slots()) {
      String register = examination.run().allocation().of(slot).base();
      result.add(new Witness.Placement(slot.name(), register));
    }
    return result;
  }

  private static List<Witness.Value> entry(Suspicion suspicion, Assignment assignment) {
    return entry(suspicion.examination().run(), unknowns(suspicion), assignment);
  }

  private static List<Witness.Value> entry(Run run, List<Term> unknowns, Assignment assignment) {
    Map<String, String> values = new TreeMap<>();
    for (Term variable : unknowns) {
      boolean placed = variable == run.entryStackPointer() || variable.name().startsWith("code.");
      if (!placed && run.isOwn(variable) && !variable.isMemory()) {
        values.put(
            describe(run, variable), hex(assignment.variable(variable.name(), variable.width())));
      }
    }
    List<Witness.Value> result = new ArrayList<>();
    values.forEach((name, value) -> result.add(new Witness.Value(name, value)));
    return result;
  }

  private static List<Term> unknowns(Suspicion suspicion) {
    List<Term> terms = new ArrayList<>(suspicion.path().conditions());
    switch (suspicion.claim()) {
      case Claim.Happens happens -> terms.add(happens.condition());
      case Claim.Depends depends -> terms.add(depends.value());
      case Claim.Disagrees disagrees -> terms.add(disagrees.condition());
    }
    var byName = new TreeMap<String, Term>();
    terms.forEach(t -> t.variables().forEach(v -> byName.put(v.name(), v)));
    return List.copyOf(byName.values());
  }

  private static String describe(Run run, Term variable) {
    return switch (run.origin(variable)) {
      case Origin.Input input -> input.slot().name();
      case Origin.NarrowTop top -> "bits above `" + top.slot().name() + "`";
      case Origin.Undeclared undeclared -> undeclared.location().name();
      case Origin.Unset unset -> unset.location().name();
      case Origin.Flag flag -> flag.location().name();
      case Origin.Kept kept -> kept.location().name();
      case Origin.OwnStack stack -> "stack";
      case Origin.Undefined undefined -> undefined.what();
      case Origin.Made made -> variable.name();
    };
  }

  private static List<Witness.Step> steps(Examination concrete) {
    List<Witness.Step> result = new ArrayList<>();
    for (Path.Step step : only(concrete).steps()) {
      if (result.size() == MOST_STEPS) {
        result.add(new Witness.Step("…", ""));
        break;
      }
      result.add(new Witness.Step(step.at().toString(), effect(step)));
    }
    return result;
  }

  private static String effect(Path.Step step) {
    var effects = new TreeSet<String>();
    for (Path.Write write : step.writes()) {
      if (write.location().kind() != Location.Kind.FLAG && write.value().isConstant()) {
        effects.add(write.location().name() + " = " + hex(write.value().value()));
      }
    }
    String shown = String.join(", ", effects.stream().limit(MOST_EFFECTS).toList());
    int more = effects.size() - MOST_EFFECTS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String hex(BigInteger value) {
    return value.bitLength() < 4 ? value.toString() : "0x" + value.toString(16);
  }
}

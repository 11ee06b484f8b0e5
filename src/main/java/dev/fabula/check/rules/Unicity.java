package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.Examination;
import dev.fabula.check.Observed;
import dev.fabula.check.Suspicion;
import dev.fabula.check.UnicityRule;
import dev.fabula.check.Wording;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Allocation.Merge;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares what a site does under two allocations, from the same entry state. */
public final class Unicity {

  private final Examination apart;
  private final Examination merged;
  private final Map<Term, Term> equal;
  private final Substitution equalInputs;

  /** A comparison of the allocation with all operands apart and one with a merge. */
  public Unicity(Examination apart, Examination merged) {
    this.apart = apart;
    this.merged = merged;
    this.equal = equalities();
    this.equalInputs = new Substitution(equal);
  }

  private Unicity(Examination examination, Map<Term, Term> exchanged) {
    this.apart = examination;
    this.merged = examination;
    this.equal = exchanged;
    this.equalInputs = new Substitution(exchanged);
  }

  /** A comparison of an allocation with itself where two inputs have each other's values. */
  public static Unicity exchanging(Examination examination, Slot one, Slot other) {
    Term here = examination.run().inputOf(one);
    Term there = examination.run().inputOf(other);
    return new Unicity(examination, Map.of(here, there, there, here));
  }

  /**
   * Where the merge needs two inputs to be equal, the other allocation gets equal ones too; and the
   * register that an operand is in now held that operand's value there.
   */
  private Map<Term, Term> equalities() {
    Map<Term, Term> result = new HashMap<>();
    merged
        .run()
        .allocation()
        .merge()
        .filter(Merge.WithRegister.class::isInstance)
        .map(m -> ((Merge.WithRegister) m).location())
        .flatMap(name -> merged.run().registers().view(name))
        .map(RegisterView::location)
        .ifPresent(l -> addEntryValue(l, result));
    for (Slot slot : merged.contract().slots()) {
      if (!slot.reads()) {
        addUnset(slot, result);
      }
      if (slot.reads()) {
        Term here = merged.run().inputOf(slot);
        Term there = apart.run().inputOf(slot);
        if (here != there && !there.isConstant()) {
          result.put(there, here);
        }
      }
    }
    return result;
  }

  /** What an output's register holds before it is written is undefined, so may be the same. */
  private void addUnset(Slot slot, Map<Term, Term> result) {
    Optional<Location> here = location(merged, slot);
    Optional<Location> there = location(apart, slot);
    if (here.isPresent() && there.isPresent() && !holdsInput(apart, there.get())) {
      Term entry = apart.run().entryValue(there.get());
      Term same = merged.run().entryValue(here.get());
      if (entry.op() == Op.VARIABLE && entry != same && entry.width() == same.width()) {
        result.put(entry, same);
      }
    }
  }

  /** Where registers are few, a late output is in that of an input in every allocation. */
  private static boolean holdsInput(Examination examination, Location location) {
    return examination.slotsAt(location).stream().anyMatch(Slot::reads);
  }

  private static Optional<Location> location(Examination examination, Slot slot) {
    return examination
        .run()
        .registers()
        .view(examination.run().allocation().of(slot).base())
        .map(RegisterView::location);
  }

  private void addEntryValue(Location location, Map<Term, Term> result) {
    Term there = apart.run().entryValue(location);
    Term here = merged.run().entryValue(location);
    if (there.op() == Op.VARIABLE && there != here) {
      result.put(there, here);
    }
  }

  /** Hands over every difference that is not excluded. */
  public void compare(UnicityRule rule, Consumer<Suspicion> suspicions) {
    for (Path mine : merged.paths()) {
      for (Path other : apart.paths()) {
        if (!excludeEachOther(mine, other)) {
          comparePaths(rule, mine, other, suspicions);
        }
      }
    }
  }

  private boolean excludeEachOther(Path mine, Path other) {
    for (Term condition : other.conditions()) {
      Term negated = equalInputs.apply(condition).not();
      if (mine.conditions().contains(negated)) {
        return true;
      }
    }
    return false;
  }

  private void comparePaths(
      UnicityRule rule, Path mine, Path other, Consumer<Suspicion> suspicions) {
    if (!mine.exit().equals(other.exit()) && isDecided(mine) && isDecided(other)) {
      Term always = merged.run().terms().trueTerm();
      suspicions.accept(suspicion(rule, mine, other, always, "the way that control takes"));
      return;
    }
    if (mine.exit().isNormal() && other.exit().isNormal()) {
      compareOutputs(rule, mine, other, suspicions);
    }
    compareStores(rule, mine, other, suspicions);
    compareCalls(rule, mine, other, suspicions);
    compareTargets(rule, mine, other, suspicions);
  }

  private void compareTargets(
      UnicityRule rule, Path mine, Path other, Consumer<Suspicion> suspicions) {
    if (mine.target().isPresent() && other.target().isPresent()) {
      Term different = differs(mine.target().get(), other.target().get());
      if (!different.isFalse()) {
        suspicions.accept(suspicion(rule, mine, other, different, "the way that control takes"));
      }
    }
  }

  private static boolean isDecided(Path path) {
    return !(path.exit() instanceof Exit.Cut) && !(path.exit() instanceof Exit.Lost);
  }

  private void compareOutputs(
      UnicityRule rule, Path mine, Path other, Consumer<Suspicion> suspicions) {
    for (Slot slot : merged.contract().slots()) {
      if (slot.kept()) {
        Term different = differs(merged.output(mine, slot), apart.output(other, slot));
        if (!different.isFalse()) {
          String what = "the output `" + slot.name() + "`";
          suspicions.accept(suspicion(rule, mine, other, different, what));
        }
      }
    }
  }

  private void compareStores(
      UnicityRule rule, Path mine, Path other, Consumer<Suspicion> suspicions) {
    List<MemoryAccess> here = stores(mine);
    List<MemoryAccess> there = stores(other);
    Term different = merged.run().terms().bool(here.size() != there.size());
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      different = different.or(differs(here.get(i), there.get(i)));
    }
    if (!different.isFalse()) {
      suspicions.accept(suspicion(rule, mine, other, different, "what is written to memory"));
    }
  }

  private void compareCalls(
      UnicityRule rule, Path mine, Path other, Consumer<Suspicion> suspicions) {
    List<Occurrence> here = calls(mine);
    List<Occurrence> there = calls(other);
    Term different = merged.run().terms().bool(here.size() != there.size());
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      different = different.or(differs(here.get(i).passed(), there.get(i).passed()));
    }
    if (!different.isFalse()) {
      suspicions.accept(suspicion(rule, mine, other, different, "what is passed to a call"));
    }
  }

  private static List<Occurrence> calls(Path path) {
    return path.events().stream().filter(Occurrence::isCall).toList();
  }

  private Term differs(List<Term> here, List<Term> there) {
    Term result = merged.run().terms().bool(here.size() != there.size());
    for (int i = 0; i < Math.min(here.size(), there.size()); i++) {
      result = result.or(differs(here.get(i), there.get(i)));
    }
    return result;
  }

  private Term differs(Term here, Term there) {
    Term same = equalInputs.apply(there);
    return here.width() == same.width() ? here.ne(same) : merged.run().terms().trueTerm();
  }

  private static List<MemoryAccess> stores(Path path) {
    return path.accesses().stream().filter(a -> a.write() && a.region().isShared()).toList();
  }

  private Term differs(MemoryAccess here, MemoryAccess there) {
    Term result = differs(here.address(), there.address());
    return here.value().isPresent() == there.value().isPresent()
        ? result.or(differs(here.values(), there.values()))
        : result;
  }

  private Suspicion suspicion(
      UnicityRule rule, Path mine, Path other, Term different, String what) {
    return Suspicion.of(
        rule,
        what,
        merged,
        mine,
        new Claim.Disagrees(apart.exploration(), other, different, equal, Unicity::observe),
        Wording.plain(what + " depends on which registers the compiler picks"),
        mine.steps().isEmpty() ? Optional.empty() : Optional.of(mine.steps().getFirst().at()),
        "");
  }

  /** All that is comparable between two allocations. */
  private static Observed observe(Claim.ObservedPath observed) {
    List<String> facts = new ArrayList<>();
    facts.add(observed.path().exit().words());
    if (observed.path().exit().isNormal()) {
      for (Slot slot : observed.examination().contract().slots()) {
        if (slot.kept()) {
          Term value = observed.examination().output(observed.path(), slot);
          facts.add(Observed.value(slot.name(), value));
        }
      }
    }
    observed.path().target().ifPresent(target -> facts.add(Observed.target(target)));
    List<String> stores = Observed.stores(observed.path());
    return new Observed(facts, List.of(stores, Observed.calls(observed.path())));
  }
}

package dev.fabula.check;

import dev.fabula.asm.Assembly;
import dev.fabula.asm.Rendered;
import dev.fabula.exec.Assembling;
import dev.fabula.exec.InstructionSets;
import dev.fabula.isa.InstructionSet;
import dev.fabula.site.Allocation;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.term.Assignment;
import dev.fabula.term.Substitution;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The paths of a site's code under each canonical allocation. */
public final class Performances {

  private static final int MOST_ALLOCATIONS = 160;

  private final Site site;
  private final Contract contract;
  private final Tools tools;
  private final Terms terms;
  private final Assembling assembling;
  private final AllocationSpace space;
  private final boolean shares;
  private final List<Examination> examinations = new ArrayList<>();
  private final Set<String> named = new TreeSet<>();
  private Optional<String> unknown = Optional.empty();
  private Optional<String> bound = Optional.empty();

  private Performances(Site site, Contract contract, Tools tools, Terms terms, boolean shares) {
    this.shares = shares;
    this.site = site;
    this.contract = contract;
    this.tools = tools;
    this.terms = terms;
    this.assembling = new Assembling(site, contract, ContractCheck.ASSUMED_CONSTANT);
    this.space = new AllocationSpace(contract);
  }

  /** Runs a site's code under a contract, with terms of a bank. */
  public static Performances of(Site site, Contract contract, Tools tools, Terms terms) {
    return of(site, contract, tools, terms, false);
  }

  /**
   * Runs a site's code under a contract.
   *
   * @param shares whether others may write to memory outside at any time
   */
  public static Performances of(
      Site site, Contract contract, Tools tools, Terms terms, boolean shares) {
    Performances performances = new Performances(site, contract, tools, terms, shares);
    performances.run();
    return performances;
  }

  /** What was run, the allocation with all operands apart first. */
  public List<Examination> examinations() {
    return List.copyOf(examinations);
  }

  /** Why not everything could be run, as a clause; empty if it could. */
  public Optional<String> unknown() {
    return unknown;
  }

  /** Up to which limit everything was run, as a clause; empty if without one. */
  public Optional<String> bound() {
    return bound;
  }

  /** One of the runs once more with constants. */
  public Examination replay(Examination symbolic, Assignment assignment) {
    return new Replay(named).examine(symbolic, assignment);
  }

  /** The addresses of stack and code in every replay of a run. */
  public Substitution layout(Examination symbolic) {
    return new Substitution(Replay.layout(symbolic.run()));
  }

  private void lack(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }

  private void run() {
    Optional<InstructionSet> set = InstructionSets.of(site.target());
    if (set.isEmpty()) {
      String name = site.target().architecture().rustName();
      lack("the instructions of " + name + " have no meaning yet");
      return;
    }
    if (contract.kind() != MacroKind.ASM) {
      lack("only `asm!` can have a story");
      return;
    }
    Optional<String> constant = unknownConstant();
    if (constant.isPresent()) {
      lack("the value of the constant `" + constant.get() + "` is not known");
      return;
    }
    Optional<Allocation> first = space.apart(Set.of());
    if (first.isEmpty()) {
      lack("its operands need more registers than there are");
      return;
    }
    Bench bench = new Bench(site, contract, set.get(), terms, shares);
    Set<String> dangerous = new TreeSet<>();
    survey(bench, first.get(), dangerous);
    Set<String> used = new TreeSet<>(named);
    contract.free().forEach(s -> used.add(first.get().of(s).base()));
    space.apartFromTheEnd(used).ifPresent(second -> survey(bench, second, dangerous));
    dangerous.addAll(named);
    perform(bench, dangerous);
  }

  private Optional<String> unknownConstant() {
    return site.operands().stream()
        .filter(o -> o instanceof Operand.Constant c && c.value().isEmpty())
        .map(o -> ((Operand.Constant) o).expression())
        .findFirst();
  }

  private void survey(Bench bench, Allocation allocation, Set<String> dangerous) {
    assembled(assembling.render(allocation))
        .map(assembled -> bench.survey(allocation, assembled))
        .ifPresent(surveyed -> {
          named.addAll(bench.touchedByItself(surveyed));
          dangerous.addAll(bench.changedByCalls(surveyed));
        });
  }

  private void perform(Bench bench, Set<String> dangerous) {
    Allocation apart = space.apart(dangerous).orElseThrow();
    List<Allocation> all = new ArrayList<>(space.merges(apart, dangerous));
    all.addFirst(apart);
    if (all.size() > MOST_ALLOCATIONS) {
      bound = Optional.of("only " + MOST_ALLOCATIONS + " allocations were considered");
    }
    for (Allocation allocation : all.subList(0, Math.min(all.size(), MOST_ALLOCATIONS))) {
      Rendered text = assembling.render(allocation);
      assembled(text)
          .map(assembled -> bench.unrolled(allocation, text, assembled, named))
          .ifPresent(examinations::add);
    }
  }

  private Optional<Assembly.Assembled> assembled(Rendered text) {
    return switch (assembling.assemble(tools.assembler(), text)) {
      case Assembly.Assembled assembled -> Optional.of(assembled);
      case Assembly.Rejected rejected -> {
        lack(ContractCheck.NO_TEXT + ": " + rejected.diagnostics().getFirst().message());
        yield Optional.empty();
      }
      case Assembly.Refused refused -> {
        lack(refused.reason());
        yield Optional.empty();
      }
      case Assembly.Crashed crashed -> {
        lack(crashed.how());
        yield Optional.empty();
      }
      case Assembly.TimedOut late -> {
        lack("the assembler took more than " + late.limit().toSeconds() + " s");
        yield Optional.empty();
      }
    };
  }
}

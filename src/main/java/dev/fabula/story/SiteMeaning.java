package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Performances;
import dev.fabula.check.Tools;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.Run;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.mir.Foreign.Turn;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome.Ending;
import dev.fabula.mir.Unsupported;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a site does to its operands and to memory, under every allocation. */
final class SiteMeaning {

  private final Performances performances;
  private final Terms terms;
  private final List<Form> forms;
  private final Optional<String> unknown;
  private final int allocations;
  private final boolean vague;

  /**
   * What it does under one or several allocations, for unknown inputs.
   *
   * @param inputs the unknowns that stand for the inputs, in the order of the call
   */
  private record Form(
      List<Term> inputs,
      Run run,
      Term memory,
      List<Turn> turns,
      List<Path> paths,
      Examination examination,
      List<Slot> outputs) {

    /** Two forms that do the same, whatever paths lead to it. */
    boolean isLike(Form other) {
      return inputs.equals(other.inputs) && turns.equals(other.turns);
    }
  }

  /**
   * What a call may do.
   *
   * @param turn what is seen of it from outside
   * @param run what its paths share
   * @param path the way through the code, with the accesses and conditions of this call
   */
  record Way(Turn turn, Run run, Path path, SiteReplay replay) {

    /** Ways through sites one after another; only what they do to memory is told of them. */
    static Way joined(List<Way> ways) {
      Way first = ways.getFirst();
      if (ways.size() == 1) {
        return first;
      }
      List<MemoryAccess> accesses = new ArrayList<>();
      List<Occurrence> events = new ArrayList<>();
      int steps = 0;
      for (Way way : ways) {
        int before = steps;
        way.path().accesses().forEach(a -> accesses.add(a.later(before)));
        way.path().events().forEach(e -> events.add(e.later(before)));
        steps += way.path().steps().size();
      }
      return new Way(
          first.turn(),
          first.run(),
          first.path().with(first.path().conditions(), accesses, events),
          first.replay());
    }
  }

  private SiteMeaning(
      Performances performances,
      Terms terms,
      List<Form> forms,
      Optional<String> unknown,
      int allocations) {
    this.performances = performances;
    this.terms = terms;
    this.forms = forms;
    this.unknown = unknown;
    this.allocations = allocations;
    this.vague = forms.stream().anyMatch(f -> Vagueness.orChoice(terms(f.turns())).isPresent());
  }

  /** The meaning of a site. */
  static SiteMeaning of(Site site, Tools tools, Terms terms, boolean shares) {
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    Performances performances = Performances.of(site, contract, tools, terms, shares);
    List<Form> forms = new ArrayList<>();
    for (Examination examination : performances.examinations()) {
      Form form = form(site, examination);
      if (forms.stream().noneMatch(known -> known.isLike(form) || isSpecial(form, known))) {
        forms.add(form);
      }
    }
    Optional<String> unknown = performances.unknown().or(performances::bound);
    return new SiteMeaning(performances, terms, forms, unknown, performances.examinations().size());
  }

  int allocations() {
    return allocations;
  }

  /** Whether only the name is known of something that it does. */
  boolean isVague() {
    return vague;
  }

  /** Whether one form is the other for inputs that happen to be equal. */
  private static boolean isSpecial(Form form, Form general) {
    Map<Term, Term> equal = new HashMap<>();
    for (int i = 0; i < form.inputs().size(); i++) {
      Term input = general.inputs().get(i);
      if (input != form.inputs().get(i)) {
        if (input.op() != Op.VARIABLE) {
          return false;
        }
        equal.put(input, form.inputs().get(i));
      }
    }
    Substitution substitution = new Substitution(equal);
    return general.turns().stream()
        .map(t -> changed(t, substitution))
        .toList()
        .equals(form.turns());
  }

  /** What the call may do; one way for each path under each allocation that differs. */
  List<Way> ways(List<Term> arguments, Term memory, int number) throws Unsupported {
    if (unknown.isPresent()) {
      throw new Unsupported("a site of which this is not known: " + unknown.get() + ", which");
    }
    List<Way> ways = new ArrayList<>();
    for (Form form : forms) {
      Map<Term, Term> values = values(form, arguments, memory, number);
      Substitution substitution = new Substitution(values);
      List<Term> equal = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        Term same = substitution.apply(form.inputs().get(i)).eq(arguments.get(i));
        if (!same.isTrue()) {
          equal.add(same);
        }
      }
      for (int i = 0; i < form.turns().size(); i++) {
        Turn turn = under(equal, changed(form.turns().get(i), substitution));
        Path path = changed(form.paths().get(i), substitution);
        SiteReplay replay =
            new SiteReplay(
                performances, form.examination(), form.outputs(), Map.copyOf(values), turn, path);
        ways.add(new Way(turn, form.run(), path, replay));
      }
    }
    return ways;
  }

  private static Path changed(Path path, Substitution change) {
    List<MemoryAccess> accesses =
        path.accesses().stream()
            .map(a ->
                new MemoryAccess(
                    a.at(),
                    a.step(),
                    a.write(),
                    a.access(),
                    change.apply(a.address()),
                    a.reach(),
                    a.region(),
                    a.value().map(change::apply),
                    a.given(),
                    a.stackPointer()))
            .toList();
    return path.with(
        path.conditions().stream().map(change::apply).toList(), accesses, path.events());
  }

  private Map<Term, Term> values(Form form, List<Term> arguments, Term memory, int number)
      throws Unsupported {
    Map<Term, Term> values = new HashMap<>();
    values.put(form.memory(), memory);
    for (int i = 0; i < arguments.size(); i++) {
      demandWidth(form.inputs().get(i), arguments.get(i));
      if (form.inputs().get(i).op() == Op.VARIABLE) {
        values.putIfAbsent(form.inputs().get(i), arguments.get(i));
      }
    }
    rename(form, number, values);
    return values;
  }

  private static void demandWidth(Term input, Term argument) throws Unsupported {
    if (input.width() != argument.width()) {
      throw new Unsupported("an input of a site of another width than its value");
    }
  }

  /** What else is unknown at entry may be something else each time. */
  private void rename(Form form, int number, Map<Term, Term> values) {
    Set<Term> unknowns = new HashSet<>();
    terms(form.turns()).forEach(t -> unknowns.addAll(t.variables()));
    unknowns.remove(form.run().entryStackPointer());
    for (Term variable : unknowns) {
      String name = variable.name() + "@" + number;
      Term other =
          variable.isMemory()
              ? terms.memory(name, variable.addressWidth())
              : terms.variable(name, variable.width());
      values.putIfAbsent(variable, other);
    }
  }

  private static List<Term> terms(List<Turn> turns) {
    List<Term> all = new ArrayList<>();
    for (Turn turn : turns) {
      all.addAll(turn.conditions());
      all.addAll(turn.results());
      all.add(turn.memory());
      for (MemoryEvent event : turn.events()) {
        all.add(event.address());
        event.value().ifPresent(all::add);
      }
    }
    return all;
  }

  private static Turn under(List<Term> conditions, Turn turn) {
    List<Term> all = new ArrayList<>(conditions);
    all.addAll(turn.conditions());
    return new Turn(all, turn.results(), turn.memory(), turn.events(), turn.ending());
  }

  private static Turn changed(Turn turn, Substitution change) {
    return new Turn(
        turn.conditions().stream().map(change::apply).toList(),
        turn.results().stream().map(change::apply).toList(),
        change.apply(turn.memory()),
        turn.events().stream().map(e -> e.with(change::apply)).toList(),
        turn.ending());
  }

  // Paths

  private static Form form(Site site, Examination examination) {
    Run run = examination.run();
    List<Term> inputs = TwinText.inputs(site, run.contract()).stream().map(run::inputOf).toList();
    Term memory = run.terms().memory("memory", run.entryStackPointer().width());
    List<Turn> turns = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (Path path : examination.paths()) {
      List<Turn> more = turns(site, examination, path);
      turns.addAll(more);
      paths.addAll(Collections.nCopies(more.size(), path));
    }
    List<Slot> outputs = TwinText.outputs(site, run.contract());
    return new Form(inputs, run, memory, turns, paths, examination, outputs);
  }

  /** A path that comes back, and the faults on its way. */
  private static List<Turn> turns(Site site, Examination examination, Path path) {
    List<Turn> turns = new ArrayList<>();
    List<Term> conditions = new ArrayList<>(path.conditions());
    for (Occurrence occurrence : path.events()) {
      Optional<String> lacking = lacking(occurrence.event());
      if (lacking.isPresent()) {
        turns.add(ends(conditions, path, new Ending.Lost(lacking.get())));
        return turns;
      }
      if (occurrence.event() instanceof Event.TrapUnless trap) {
        List<Term> faults = new ArrayList<>(conditions);
        faults.add(trap.condition().not());
        turns.add(ends(faults, path, new Ending.Aborts()));
        conditions.add(trap.condition());
      }
    }
    turns.add(last(site, examination, path, conditions));
    return turns;
  }

  private static Turn last(Site site, Examination examination, Path path, List<Term> conditions) {
    return switch (path.exit()) {
      case Exit.FallThrough through -> returns(site, examination, path, conditions);
      case Exit.Stops stops -> ends(conditions, path, new Ending.Aborts());
      case Exit.Lost(String reason) -> ends(conditions, path, new Ending.Lost(reason + ", which"));
      case Exit.Cut(String limit) -> ends(conditions, path, new Ending.Cut(limit));
      case Exit.Repeats repeats ->
          ends(conditions, path, new Ending.Lost("a loop without end in a site"));
      case Exit.ToLabel label -> ends(conditions, path, new Ending.Lost("a jump to a label"));
      case Exit.Leaves leaves ->
          ends(
              conditions, path, new Ending.Lost("code that " + leaves.how() + " and is not back,"));
    };
  }

  private static Turn returns(
      Site site, Examination examination, Path path, List<Term> conditions) {
    List<MemoryEvent> events = new ArrayList<>();
    Term memory = Sweeps.told(path.finish().memory());
    for (MemoryAccess access : path.accesses()) {
      if (access.region() == Region.OUTSIDE) {
        boolean sweeps = memory != path.finish().memory() && Sweeps.isTold(access);
        Optional<MemoryEvent> event =
            sweeps ? Optional.of(sweep(access)) : event(access, examination.run().terms());
        if (event.isEmpty()) {
          return ends(conditions, path, new Ending.Lost("a streaming or unlimited access"));
        }
        events.add(event.get());
      } else if (access.region() == Region.OPERAND) {
        return ends(conditions, path, new Ending.Lost("an operand in memory"));
      }
    }
    List<Term> results = new ArrayList<>();
    for (Slot slot : TwinText.outputs(site, examination.run().contract())) {
      results.add(examination.output(path, slot));
    }
    return new Turn(conditions, results, memory, events, Optional.empty());
  }

  /** Of a copy or fill only what is in memory afterwards tells how far it reaches. */
  private static MemoryEvent sweep(MemoryAccess access) {
    return new MemoryEvent(
        access.write() ? MemoryEvent.Kind.WRITE : MemoryEvent.Kind.READ,
        access.address().bank().trueTerm(),
        access.address(),
        0,
        MemoryEvent.Order.PLAIN,
        Optional.empty());
  }

  private static Optional<MemoryEvent> event(MemoryAccess access, Terms terms) {
    return access
        .access()
        .filter(a -> a.order() != Access.Order.NON_TEMPORAL)
        .map(a ->
            new MemoryEvent(
                access.write() ? MemoryEvent.Kind.WRITE : MemoryEvent.Kind.READ,
                terms.trueTerm(),
                access.address(),
                a.bytes(),
                MemoryEvent.Order.PLAIN,
                access.value()));
  }

  private static Turn ends(List<Term> conditions, Path path, Ending ending) {
    return new Turn(conditions, List.of(), path.finish().memory(), List.of(), Optional.of(ending));
  }

  private static Optional<String> lacking(Event event) {
    return switch (event) {
      case Event.Hint hint -> Optional.empty();
      case Event.Fence fence -> Optional.empty();
      case Event.Unrepeatable unrepeatable -> Optional.empty();
      case Event.TrapUnless trap -> Optional.empty();
      case Event.PortIo io -> Optional.of("input and output by ports");
      case Event.SystemChange change -> Optional.of("the change of " + change.what());
      case Event.Maintenance maintenance -> Optional.of(maintenance.what());
      case Event.Wait wait -> Optional.of(wait.what());
      case Event.SystemCall call -> Optional.of("a system call");
      case Event.FunctionCall call -> Optional.of("a call of a function");
      case Event.Unmodelled unmodelled -> Optional.of(unmodelled.what());
    };
  }
}

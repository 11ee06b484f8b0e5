package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.isa.Event;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Outcome.Ending;
import dev.fabula.mir.Unsupported;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Holds the paths of one allocation against the behaviours of a story. */
final class Refinement {

  /** What has the entry of one address in the page tables read anew. */
  private static final Set<String> PAGES = Set.of("invlpg", "tlbi", "sfence.vma");

  private final Examination examination;
  private final Telling telling;
  private final Arbiter arbiter;
  private boolean defined;

  Refinement(Examination examination, Telling telling, Arbiter arbiter) {
    this.examination = examination;
    this.telling = telling;
    this.arbiter = arbiter;
  }

  void examine() {
    for (Path path : examination.paths()) {
      try {
        examine(path);
      } catch (Unsupported unsupported) {
        arbiter.undecided(path.conditions(), unsupported.what() + " has no meaning yet");
        defined = true;
      }
    }
    if (!defined) {
      examination.paths().forEach(this::vacuous);
    }
  }

  /** A story that is always undefined allows everything, and tells nothing. */
  private void vacuous(Path path) {
    String why =
        telling.outcomes().stream()
            .flatMap(o ->
                o.ending() instanceof Ending.Undefined(String duty) ? Stream.of(duty) : Stream.of())
            .findFirst()
            .map(duty -> ": it is never so that " + duty)
            .orElse("");
    conduct(
        path,
        path.conditions(),
        "the story has undefined behaviour whatever the site starts with" + why);
  }

  private void examine(Path path) throws Unsupported {
    switch (path.exit()) {
      case Exit.Lost(String reason) -> arbiter.undecided(path.conditions(), reason);
      case Exit.Cut(String limit) -> arbiter.bounded(path.conditions(), limit);
      case Exit.Repeats repeats ->
          arbiter.undecided(path.conditions(), "a loop without end is not compared yet");
      case Exit.ToLabel label ->
          arbiter.undecided(path.conditions(), "a jump to a label operand is not compared yet");
      case Exit.Leaves leaves ->
          arbiter.undecided(path.conditions(), "the code " + leaves.how() + " and is not back");
      case Exit.FallThrough through -> compare(path);
      case Exit.Stops stops -> compare(path);
    }
  }

  private void compare(Path path) throws Unsupported {
    List<Term> traps = new ArrayList<>();
    for (Occurrence occurrence : path.events()) {
      event(path, occurrence, traps);
    }
    List<Term> reached = new ArrayList<>();
    Choices places = Choices.places(path, telling.outcomes());
    UnaryOperator<Term> placed = places.operator();
    for (Outcome anywhere : telling.outcomes()) {
      Outcome told = anywhere.with(placed);
      Optional<Interplay> atomics = atomics(path, told);
      UnaryOperator<Term> load = atomics.map(Interplay::loaded).orElseGet(UnaryOperator::identity);
      UnaryOperator<Term> first = term -> load.apply(placed.apply(term));
      Choices choices = chosen(path, told.with(first), first);
      arbiter.guessing(places.isGuessed() || choices.isGuessed());
      UnaryOperator<Term> then = choices.operator();
      UnaryOperator<Term> loaded = term -> then.apply(first.apply(term));
      Outcome outcome = told.with(loaded);
      List<Term> both = new ArrayList<>(path.conditions());
      both.addAll(environment(path, traps));
      both.addAll(outcome.conditions());
      atomics.map(Interplay::facts).ifPresent(both::addAll);
      if (both.stream().noneMatch(Term::isFalse)) {
        defined |= !(outcome.ending() instanceof Ending.Undefined);
        reached.add(path.conditions().isEmpty() ? all(outcome.conditions()) : all(both));
        new Obedience(examination, path, outcome, arbiter).examine(both);
        atomics
            .flatMap(Interplay::weaker)
            .filter(_ -> outcome.ending() instanceof Ending.Returns)
            .ifPresent(words -> conduct(path, both, words));
        compare(path, outcome, loaded, both, traps);
        if (atomics.isPresent()) {
          shared(path, outcome, atomics.get(), loaded, both);
        }
      }
    }
    List<Term> none = new ArrayList<>(path.conditions());
    none.add(examination.run().terms().any(reached).not());
    arbiter.undecided(none, "the story has no behaviour there that is known");
  }

  /** What is known of the control state at entry, where the path depends on it. */
  private List<Term> environment(Path path, List<Term> traps) {
    List<Term> terms = new ArrayList<>(path.conditions());
    terms.addAll(traps);
    if (path.exit() instanceof Exit.FallThrough) {
      telling.signature().results().forEach(r -> terms.add(examination.output(path, r.slot())));
      terms.add(path.finish().memory());
    }
    return Environment.facts(terms);
  }

  /** What the story chooses where it may. */
  private Choices chosen(Path path, Outcome told, UnaryOperator<Term> loaded) throws Unsupported {
    Choices choices = new Choices();
    if (told.ending() instanceof Ending.Returns returns
        && path.exit() instanceof Exit.FallThrough) {
      List<Term> results = telling.results(returns);
      List<Term> code = new ArrayList<>();
      for (Signature.Result result : telling.signature().results()) {
        code.add(examination.output(path, result.slot()));
      }
      List<Term> story = results.stream().map(loaded).toList();
      choices.takeAll(code, path.finish().memory(), story, told);
    }
    return choices;
  }

  private Optional<Interplay> atomics(Path path, Outcome told) throws Unsupported {
    return Interplay.isIn(told) || examination.run().shares()
        ? Optional.of(Interplay.of(examination.run(), path, told))
        : Optional.empty();
  }

  private Term all(List<Term> conditions) {
    return examination.run().terms().all(conditions);
  }

  private void event(Path path, Occurrence occurrence, List<Term> traps) {
    switch (occurrence.event()) {
      case Event.Hint hint -> {}
      case Event.Fence fence -> {}
      case Event.Unrepeatable unrepeatable -> {}
      case Event.TrapUnless trap -> traps.add(trap.condition());
      case Event.PortIo io -> lacking(path, "input and output by ports");
      case Event.SystemChange change -> lacking(path, "the change of " + change.what());
      case Event.Maintenance maintenance -> {
        if (!isOfAllocations(occurrence)) {
          lacking(path, maintenance.what());
        }
      }
      case Event.Wait wait -> lacking(path, wait.what());
      case Event.SystemCall call -> {
        boolean told =
            telling.outcomes().stream()
                .filter(o -> o.ending() instanceof Ending.Returns)
                .allMatch(Interplay::callsSystem);
        if (!told) {
          lacking(path, "a system call");
        }
      }
      case Event.FunctionCall call -> lacking(path, "a call of a function");
      case Event.Unmodelled unmodelled -> lacking(path, unmodelled.what());
    }
  }

  /** Page tables that are read anew change nothing but where a story's allocations are. */
  private boolean isOfAllocations(Occurrence occurrence) {
    return PAGES.contains(occurrence.at().mnemonic().toLowerCase(Locale.ROOT))
        && telling.outcomes().stream()
            .filter(o -> o.ending() instanceof Ending.Returns)
            .allMatch(o -> o.events().stream().anyMatch(Interplay::isAllocation));
  }

  private void lacking(Path path, String what) {
    arbiter.undecided(path.conditions(), what + " is not compared with stories yet");
  }

  private void compare(
      Path path, Outcome outcome, UnaryOperator<Term> loaded, List<Term> both, List<Term> traps)
      throws Unsupported {
    boolean stops = path.exit() instanceof Exit.Stops;
    switch (outcome.ending()) {
      case Ending.Undefined(String duty) -> arbiter.duty(both, duty);
      case Ending.Lost(String reason) -> arbiter.undecided(both, reason + " has no meaning yet");
      case Ending.Cut(String limit) -> arbiter.bounded(both, limit);
      case Ending.Summed _ -> {}
      case Ending.Panics(String message) ->
          end(path, both, "the story panics (" + message + "), the assembly does not");
      case Ending.Aborts aborts -> {
        if (!stops) {
          end(path, both, "the story aborts, the assembly does not");
        }
      }
      case Ending.Returns returns -> {
        if (stops) {
          end(path, both, "the assembly stops (" + path.exit().words() + ")");
        } else {
          List<Term> results = telling.results(returns).stream().map(loaded).toList();
          compareReturn(path, outcome, results, both, traps);
        }
      }
    }
  }

  private void conduct(Path path, List<Term> conditions, String message) {
    arbiter.suspect(
        new Difference(examination, path, conditions, new Difference.Kind.Conduct(), message));
  }

  private void end(Path path, List<Term> conditions, String message) {
    arbiter.suspect(
        new Difference(examination, path, conditions, new Difference.Kind.End(), message));
  }

  private void compareReturn(
      Path path, Outcome outcome, List<Term> results, List<Term> both, List<Term> traps)
      throws Unsupported {
    List<Term> conditions = new ArrayList<>(both);
    for (Term trap : traps) {
      List<Term> trapped = new ArrayList<>(conditions);
      trapped.add(trap.not());
      end(path, trapped, "the assembly faults, the story does not");
      conditions.add(trap);
    }
    for (int i = 0; i < results.size(); i++) {
      Signature.Result result = telling.signature().results().get(i);
      output(path, conditions, result, results.get(i));
    }
    memory(path, outcome, conditions);
  }

  private void output(Path path, List<Term> both, Signature.Result result, Term story)
      throws Unsupported {
    Term code = examination.output(path, result.slot());
    if (code.width() != story.width()) {
      throw new Unsupported("the output `" + result.name() + "` of another width");
    }
    List<Term> conditions = new ArrayList<>(both);
    conditions.add(code.ne(story));
    String message = "the assembly leaves another value in `" + result.name() + "` than the story";
    arbiter.suspect(
        new Difference(
            examination,
            path,
            conditions,
            new Difference.Kind.Output(result.slot(), result.name(), code, story),
            message));
  }

  /** What others may see or change on the way. */
  private void shared(
      Path path,
      Outcome outcome,
      Interplay interplay,
      UnaryOperator<Term> loaded,
      List<Term> both) {
    if (!(outcome.ending() instanceof Ending.Returns) || path.exit() instanceof Exit.Stops) {
      return;
    }
    interplay.open().ifPresent(why -> arbiter.undecided(both, why + " are not compared yet"));
    for (Interplay.Stored stored : interplay.stored()) {
      List<Term> different = new ArrayList<>(both);
      different.add(stored.code().ne(loaded.apply(stored.story())));
      conduct(path, different, interplay.differs());
    }
  }

  private void memory(Path path, Outcome outcome, List<Term> conditions) throws Unsupported {
    List<MemoryAccess> outside =
        path.accesses().stream().filter(a -> a.region() == Region.OUTSIDE).toList();
    new MemoryComparison(examination, path, outcome, conditions, arbiter).compare(outside);
  }
}

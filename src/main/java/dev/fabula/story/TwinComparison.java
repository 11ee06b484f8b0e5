package dev.fabula.story;

import dev.fabula.check.Witness;
import dev.fabula.mir.Arguments;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Outcome.Ending;
import dev.fabula.mir.Sameness;
import dev.fabula.mir.Unsupported;
import dev.fabula.mir.Value;
import dev.fabula.solver.Answer;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Holds the behaviours of a function with sites against those of its story, as wholes. */
final class TwinComparison {

  private static final int GUESSES = 4;

  private final Terms terms;
  private final Arguments arguments;
  private final SiteCalls calls;
  private final Ruling ruling;
  private Optional<Broken> broken = Optional.empty();
  private Optional<Outcome> running = Optional.empty();

  /** A difference that was seen to happen. */
  record Broken(String message, Witness witness) {}

  TwinComparison(Terms terms, Arguments arguments, SiteCalls calls, Ruling ruling) {
    this.terms = terms;
    this.calls = calls;
    this.arguments = arguments;
    this.ruling = ruling;
  }

  Optional<Broken> broken() {
    return broken;
  }

  /** Compares all behaviours. */
  void compare(List<Outcome> plain, List<Outcome> miri) {
    for (Outcome code : plain) {
      List<Term> here = together(arguments.conditions(), code.conditions());
      if (here.stream().noneMatch(Term::isFalse)) {
        switch (code.ending()) {
          case Ending.Undefined(String duty) -> ruling.duty(here, duty);
          case Ending.Lost(String reason) -> ruling.undecided(here, reason + " has no meaning yet");
          case Ending.Cut(String limit) -> ruling.bounded(here, limit);
          case Ending.Summed _ -> ruling.undecided(here, "a loop with an invariant in code");
          case Ending.Panics _, Ending.Aborts _, Ending.Returns _ -> compare(code, here, miri);
        }
      }
      if (broken.isPresent()) {
        return;
      }
    }
  }

  private static List<Term> together(List<Term> a, List<Term> b) {
    List<Term> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private void compare(Outcome code, List<Term> here, List<Outcome> miri) {
    running = Optional.of(code);
    if (choosesItself(code)) {
      ruling.undecided(here, "an arbitrary value in code beside a site is not compared yet");
      return;
    }
    if (hasOrder(code)) {
      ruling.undecided(here, "an atomic or volatile access beside a site is not compared yet");
      return;
    }
    List<Term> reached = new ArrayList<>();
    for (Outcome told : miri) {
      try {
        Optional<Interplay> atomics = atomics(code, told);
        UnaryOperator<Term> first =
            atomics.map(Interplay::loaded).orElseGet(UnaryOperator::identity);
        UnaryOperator<Term> then = chosen(code, told.with(first), first);
        UnaryOperator<Term> loaded = term -> then.apply(first.apply(term));
        Outcome story = told.with(loaded);
        List<Term> both = together(here, story.conditions());
        atomics.map(Interplay::facts).ifPresent(both::addAll);
        if (both.stream().noneMatch(Term::isFalse)) {
          reached.add(terms.all(story.conditions()));
          compare(code, story, both, loaded);
          if (atomics.isPresent()) {
            shared(code, story, atomics.get(), both, loaded);
          }
          atomics
              .flatMap(Interplay::weaker)
              .filter(_ -> story.ending() instanceof Ending.Returns)
              .ifPresent(words -> suspect(both, words));
        }
      } catch (Unsupported unsupported) {
        ruling.undecided(
            together(here, told.conditions()), unsupported.what() + " has no meaning yet");
      }
    }
    List<Term> none = new ArrayList<>(here);
    none.add(terms.any(reached).not());
    ruling.undecided(none, "the story has no behaviour there that is known");
  }

  private static boolean choosesItself(Outcome code) {
    return code.conditions().stream().anyMatch(Choices::areIn)
        || Choices.areIn(code.memory())
        || code.ending() instanceof Ending.Returns(Value value)
            && Sameness.leaves(value).stream().anyMatch(Choices::areIn);
  }

  /** What the story chooses where it may. */
  private static UnaryOperator<Term> chosen(
      Outcome code, Outcome told, UnaryOperator<Term> loaded) {
    Choices choices = new Choices();
    if (code.ending() instanceof Ending.Returns(Value value)
        && told.ending() instanceof Ending.Returns(Value story)) {
      List<Term> leaves = Sameness.leaves(story).stream().map(loaded).toList();
      choices.takeAll(Sameness.leaves(value), code.memory(), leaves, told);
    }
    return choices.operator();
  }

  /** How a story with an atomic access is held against the one site that was run. */
  private Optional<Interplay> atomics(Outcome code, Outcome story) throws Unsupported {
    boolean apart =
        !hasOrder(story) && !calls.shares()
            || story.ending() instanceof Ending.Undefined
            || !(code.ending() instanceof Ending.Returns);
    if (apart) {
      return Optional.empty();
    }
    SiteMeaning.Way way =
        calls
            .all(code)
            .orElseThrow(() ->
                new Unsupported(
                    "an atomic or volatile access where there is no site, or something beside"
                        + " it,"));
    return Optional.of(Interplay.of(way.run(), way.path(), story));
  }

  /**
   * A site that promises `nomem` orders nothing for the compiler, and one with `readonly` no loads;
   * an order among the accesses of one such site alone cannot be, for it makes none.
   */
  private void ordered(Outcome code, Outcome story, List<Term> both) {
    boolean told =
        story.events().stream().anyMatch(e -> Interplay.isFence(e) || e.kind() == Kind.WAIT);
    boolean itself = code.events().stream().anyMatch(Interplay::isFence);
    if (told && !itself && !calls.orders(code)) {
      suspect(
          both,
          "the story orders accesses to memory; across a site that promises `nomem` or `readonly`"
              + " the compiler may move them");
    }
  }

  private static boolean hasOrder(Outcome outcome) {
    return outcome.events().stream()
        .anyMatch(e -> !e.order().isPrivate() && e.kind() != Kind.COMPILER_FENCE);
  }

  private void compare(Outcome code, Outcome story, List<Term> both, UnaryOperator<Term> loaded)
      throws Unsupported {
    switch (story.ending()) {
      case Ending.Undefined(String duty) -> ruling.duty(both, duty);
      case Ending.Lost(String reason) -> ruling.undecided(both, reason + " has no meaning yet");
      case Ending.Cut(String limit) -> ruling.bounded(both, limit);
      case Ending.Summed _ -> ruling.undecided(both, "a loop with an invariant in a twin");
      case Ending.Panics _, Ending.Aborts _, Ending.Returns _ -> conduct(code, story, both, loaded);
    }
  }

  private void conduct(Outcome code, Outcome story, List<Term> both, UnaryOperator<Term> loaded)
      throws Unsupported {
    if (code.ending() instanceof Ending.Returns(Value value)
        && story.ending() instanceof Ending.Returns(Value told)) {
      results(value, told, both, loaded);
      ordered(code, story, both);
      memory(code, story, both);
      return;
    }
    String does = words(code.ending());
    String tells = words(story.ending());
    if (!does.equals(tells)) {
      suspect(both, "the function with assembly " + does + ", its story " + tells);
    }
  }

  private static String words(Ending ending) {
    return switch (ending) {
      case Ending.Returns _ -> "returns";
      case Ending.Panics _ -> "panics";
      case Ending.Aborts _ -> "stops";
      case Ending.Undefined _, Ending.Lost _, Ending.Cut _, Ending.Summed _ -> "is not known";
    };
  }

  private void results(Value value, Value told, List<Term> both, UnaryOperator<Term> loaded)
      throws Unsupported {
    Term same = loaded.apply(new Sameness(terms).of(value, told));
    List<Term> different = new ArrayList<>(both);
    different.add(same.not());
    String message = "the function with assembly returns another value than its story";
    suspect(different, message, evaluator -> returned(value, told, loaded, evaluator));
  }

  private static Optional<String> returned(
      Value value, Value told, UnaryOperator<Term> loaded, Evaluator evaluator) {
    return value instanceof Value.Bits(Term code) && told instanceof Value.Bits(Term story)
        ? Optional.of(
            "the function with assembly returns "
                + hex(evaluator.value(code))
                + ", its story "
                + hex(evaluator.value(loaded.apply(story))))
        : Optional.empty();
  }

  /** What others may see or change on the way. */
  private void shared(
      Outcome code,
      Outcome story,
      Interplay interplay,
      List<Term> both,
      UnaryOperator<Term> loaded) {
    if (!(code.ending() instanceof Ending.Returns && story.ending() instanceof Ending.Returns)) {
      return;
    }
    interplay.open().ifPresent(why -> ruling.undecided(both, why + " are not compared yet"));
    for (Interplay.Stored stored : interplay.stored()) {
      List<Term> different = new ArrayList<>(both);
      different.add(stored.code().ne(loaded.apply(stored.story())));
      suspect(different, interplay.differs());
    }
  }

  // Memory

  private void memory(Outcome code, Outcome story, List<Term> both) {
    for (MemoryEvent event : code.events()) {
      if (!hasOrder(story) && (event.kind() == Kind.READ || isWrite(event))) {
        access(event, story, both);
      }
    }
    if (code.memory() != story.memory()) {
      Term at = terms.variable("probe", code.memory().addressWidth());
      List<Term> different = new ArrayList<>(both);
      different.add(code.memory().load(at, 1).ne(story.memory().load(at, 1)));
      suspect(different, "the function with assembly leaves other bytes in memory than its story");
    }
  }

  private static boolean isWrite(MemoryEvent event) {
    return event.kind() == Kind.WRITE || event.kind() == Kind.UPDATE;
  }

  private void access(MemoryEvent event, Outcome story, List<Term> both) {
    boolean writes = isWrite(event);
    boolean matched =
        story.events().stream()
            .anyMatch(e ->
                e.address() == event.address()
                    && e.bytes() >= event.bytes()
                    && (e.when().isTrue() || e.when() == event.when())
                    && (isWrite(e) || !writes && e.kind() == Kind.READ));
    if (matched) {
      return;
    }
    int width = event.address().width();
    Term at = terms.variable("probe", width);
    List<Term> uncovered = new ArrayList<>(both);
    uncovered.add(event.when());
    uncovered.add(at.sub(event.address()).ult(terms.constant(event.bytes(), width)));
    for (MemoryEvent told : story.events()) {
      if (isWrite(told) || !writes && told.kind() == Kind.READ) {
        Term inside = at.sub(told.address()).ult(terms.constant(told.bytes(), width));
        uncovered.add(inside.and(told.when()).not());
      }
    }
    suspect(
        uncovered,
        "the function with assembly "
            + (writes ? "writes" : "reads")
            + " memory that its story does not touch"
            + (writes ? " so" : ""));
  }

  // Suspicions

  private void suspect(List<Term> conditions, String message) {
    suspect(conditions, message, evaluator -> Optional.empty());
  }

  private void suspect(
      List<Term> conditions, String message, Function<Evaluator, Optional<String>> words) {
    if (broken.isPresent() || conditions.stream().anyMatch(Term::isFalse)) {
      return;
    }
    Optional<String> vague = Vagueness.orChoice(conditions);
    for (int seed = 1; vague.isEmpty() && seed <= GUESSES; seed++) {
      if (confirm(conditions, Assignment.random(seed), message, words)) {
        return;
      }
    }
    switch (ruling.ask(conditions)) {
      case Answer.Unsatisfiable never -> {}
      case Answer.Unknown(String reason) ->
          ruling.lack("whether " + message + " was not decided: " + reason);
      case Answer.Satisfiable(Assignment model) -> {
        if (vague.isPresent()) {
          ruling.lack("what `" + vague.get() + "` computes is not told in terms of Rust");
        } else if (!confirm(conditions, model, message, words)) {
          ruling.lack("whether " + message + " was not decided: the model did not replay");
        }
      }
    }
  }

  private boolean confirm(
      List<Term> conditions,
      Assignment assignment,
      String message,
      Function<Evaluator, Optional<String>> words) {
    Evaluator evaluator = new Evaluator(assignment);
    boolean seen =
        conditions.stream().allMatch(evaluator::holds)
            && running.filter(code -> calls.replays(code, evaluator)).isPresent();
    if (seen) {
      ruling.breaks();
      Witness witness =
          new Witness(
              List.of(),
              entry(conditions, evaluator),
              List.of(),
              words.apply(evaluator).orElse(message));
      broken = Optional.of(new Broken(message, witness));
    }
    return seen;
  }

  private List<Witness.Value> entry(List<Term> conditions, Evaluator evaluator) {
    Map<String, String> values = new TreeMap<>();
    for (Term condition : conditions) {
      for (Term variable : condition.variables()) {
        String name = arguments.names().get(variable);
        if (name != null) {
          values.put(name, hex(evaluator.value(variable)));
        }
      }
    }
    List<Witness.Value> result = new ArrayList<>();
    values.forEach((name, value) -> result.add(new Witness.Value(name, value)));
    return result;
  }

  private static String hex(BigInteger value) {
    return value.bitLength() < 4 ? value.toString() : "0x" + value.toString(16);
  }
}

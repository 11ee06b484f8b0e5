package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fix;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A rule that something must not depend on one kind of undefined value. */
abstract class DependenceRule implements CodeRule {

  /** Whether an origin is of the kind that the rule is about. */
  abstract boolean concerns(Dependence.Sink sink, Examination examination, Origin origin);

  /** The message, given the names of what shows. */
  abstract Wording wording(Dependence.Sink sink, Set<String> names);

  /** What to do. */
  abstract String help(Dependence.Sink sink, Phrases words);

  /** What messages call an unknown of the rule's kind. */
  abstract String nameOf(Origin origin);

  /** How sure it is. */
  Group groupOf(Examination examination, Dependence.Sink sink, Set<String> names) {
    return group();
  }

  @Override
  public boolean concernsValues() {
    return true;
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Dependence.Sink sink : Dependence.sinks(examination)) {
      Set<Term> varied =
          Dependence.unknowns(examination, sink.value(), o -> concerns(sink, examination, o));
      if (!varied.isEmpty()) {
        suspicions.accept(suspicion(examination, sink, varied));
      }
    }
  }

  /** Changes that let the values in. */
  List<Fix> fixes(Examination examination, Set<Term> varied) {
    return List.of();
  }

  private Suspicion suspicion(Examination examination, Dependence.Sink sink, Set<Term> varied) {
    Set<String> names = new TreeSet<>();
    varied.forEach(v -> names.add(nameOf(examination.run().origin(v))));
    Claim claim = new Claim.Depends(sink.value(), sink.assumptions(), varied, sink.observation());
    return Suspicion.of(
            this,
            sink.subject() + names,
            examination,
            sink.path(),
            claim,
            wording(sink, names),
            sink.culprit(),
            label(sink))
        .help(help(sink, Phrases.of(examination.site())))
        .with(fixes(examination, varied))
        .in(groupOf(examination, sink, names));
  }

  private static String label(Dependence.Sink sink) {
    return switch (sink.kind()) {
      case OUTPUT -> "the last write of the output";
      case CONTROL -> "the branch depends on it";
      case MEMORY -> "the store depends on it";
      case SYSTEM -> "it depends on it";
      case RESULT -> "the last write of the result";
    };
  }

  /** Names as code, separated by commas. */
  static String list(Set<String> names) {
    return String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }
}

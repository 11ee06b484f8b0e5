package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Tools;
import dev.fabula.exec.Run;
import dev.fabula.mir.Dump;
import dev.fabula.mir.Meaning;
import dev.fabula.mir.Naming;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Passing;
import dev.fabula.mir.Unsupported;
import dev.fabula.mir.Value;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A story told for the inputs of one run of the code. */
final class Telling {

  private final Translated.Ready ready;
  private final Passing passing;
  private final Run run;
  private final Tools tools;
  private final List<Outcome> outcomes;

  private Telling(
      Translated.Ready ready, Passing passing, Run run, Tools tools, List<Outcome> outcomes) {
    this.ready = ready;
    this.passing = passing;
    this.run = run;
    this.tools = tools;
    this.outcomes = outcomes;
  }

  /** What the story allows for the inputs of a run. */
  static Telling of(Translated.Ready ready, Examination examination, Tools tools)
      throws Unsupported {
    Run run = examination.run();
    Terms terms = run.terms();
    Passing passing = new Passing(ready.dump(), ready.body(), terms);
    List<Value> inputs = new ArrayList<>();
    Map<Term, String> names = new HashMap<>();
    List<Signature.Parameter> parameters = ready.signature().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Term input = run.inputOf(parameters.get(i).slot());
      demandWidth(parameters.get(i), passing.inputBits(i), input.width());
      inputs.add(passing.input(i, input));
      if (!input.isConstant()) {
        names.putIfAbsent(input, parameters.get(i).name());
      }
    }
    Term memory = terms.memory("memory", run.entryStackPointer().width());
    Dump dump = ready.dump();
    List<Outcome> outcomes =
        Meaning.of(
            dump,
            ready.body(),
            passing.arguments(inputs),
            memory,
            new Naming(names),
            Meaning.Limits.STATED,
            new Possibility(tools));
    return new Telling(ready, passing, run, tools, outcomes);
  }

  private static void demandWidth(Signature.Parameter parameter, int inStory, int inAssembly)
      throws Unsupported {
    if (inStory != inAssembly) {
      throw new Unsupported(
          "the operand `"
              + parameter.name()
              + "`, which is of "
              + inStory
              + " bits in the story and of "
              + inAssembly
              + " in the assembly,");
    }
  }

  Signature signature() {
    return ready.signature();
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  /** Whether nobody else has to do with the story, so that it is the same when told alone. */
  boolean isAlone() {
    return !run.shares() && outcomes.stream().noneMatch(Interplay::callsSystem);
  }

  /**
   * What the story allows for constants: the values of the inputs in an entry state.
   *
   * @throws Unsupported if that has no meaning
   */
  List<Outcome> outcomes(Evaluator entry) throws Unsupported {
    List<Value> inputs = new ArrayList<>();
    List<Signature.Parameter> parameters = ready.signature().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Term input = run.inputOf(parameters.get(i).slot());
      Term value = input.bank().constant(entry.value(input), input.width());
      inputs.add(passing.input(i, value));
    }
    return Meaning.of(
        ready.dump(),
        ready.body(),
        passing.arguments(inputs),
        memory(),
        new Naming(Map.of()),
        Meaning.Limits.USUAL,
        new Possibility(tools));
  }

  /** What memory holds before. */
  Term memory() {
    return run.terms().memory("memory", run.entryStackPointer().width());
  }

  /** The outputs that a behaviour yields, in the order of the signature. */
  List<Term> results(Outcome.Ending.Returns returns) throws Unsupported {
    return passing.results(returns.value());
  }
}

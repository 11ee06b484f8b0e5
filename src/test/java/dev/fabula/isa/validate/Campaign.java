package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.validate.Aim.Aimed;
import dev.fabula.solver.Portfolio;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Forms of one target, run and compared. */
final class Campaign {

  private static final int BATCH = 2000;

  private final Target target;
  private final Options options;
  private final Random random;
  private final Tally tally = new Tally();
  private final Runner runner;
  private final Aim aim;
  private final Twins twins;
  private final Proofs proofs;
  private final Set<String> refused = new HashSet<>();

  /** The comparison of a target. */
  Campaign(Target target, Options options) {
    this.target = target;
    this.options = options;
    this.random = new Dice(options.seed());
    this.runner = new Runner(target);
    this.aim = new Aim(target, random);
    this.twins = new Twins(target, random);
    this.proofs = new Proofs(target, Portfolio.standard());
  }

  /** Runs everything. */
  Tally run() throws IOException, InterruptedException {
    try (Assembling assembling = new Assembling(target)) {
      List<String> texts = Patterns.texts(target, random, options.share());
      List<Form> byHand = assembling.forms(texts, true);
      byHand.removeIf(f -> !options.wanted().test(f.mnemonic()));
      compareAll(byHand);
      new Complete(target, random).run(assembling, options.enumerated(), this::runWanted);
      List<Form> forms = new ArrayList<>(derived(assembling));
      compareAll(forms);
      List<Form> instances = instances(assembling, forms);
      compareAll(instances);
      forms.addAll(instances);
      forms.removeIf(f -> refused.contains(f.text()));
      repeat(forms);
    }
    return tally;
  }

  private void repeat(List<Form> forms) throws IOException, InterruptedException {
    int before = -1;
    while (before < tally.executions() && tally.executions() < options.executions()) {
      before = tally.executions();
      compareAll(forms);
    }
  }

  /** One form of each shape. */
  private List<Form> derived(Assembling assembling) {
    Shapes shapes = new Shapes(target, random);
    Set<String> seen = new HashSet<>();
    List<Form> forms = new ArrayList<>();
    for (Bytes bytes : target.encodings(random, options.share())) {
      assembling
          .one(bytes)
          .filter(f -> options.wanted().test(f.mnemonic()) && !target.opensBlock(f))
          .filter(f -> seen.add(shapes.shape(f.text())))
          .ifPresent(forms::add);
    }
    return target.architecture().isX86()
        ? forms
        : assembling.forms(forms.stream().map(Form::text).toList(), false);
  }

  private List<Form> instances(Assembling assembling, List<Form> first) {
    Shapes shapes = new Shapes(target, random);
    List<String> texts = new ArrayList<>();
    for (Form form : first) {
      if (!refused.contains(form.text())) {
        texts.addAll(shapes.instances(form.text(), options.instances()));
      }
    }
    return assembling.forms(texts, false);
  }

  private void compareAll(List<Form> forms) throws IOException, InterruptedException {
    for (int at = 0; at < forms.size(); at += BATCH) {
      compare(forms.subList(at, Math.min(forms.size(), at + BATCH)));
    }
  }

  private void compare(List<Form> forms) throws IOException, InterruptedException {
    List<Trial> trials = new ArrayList<>();
    for (Form form : forms) {
      outcome(form).flatMap(this::trial).ifPresent(trials::add);
    }
    if (!trials.isEmpty()) {
      run(trials);
    }
  }

  private void runWanted(Trial trial) throws IOException, InterruptedException {
    if (options.wanted().test(trial.outcome().form().mnemonic())) {
      run(List.of(trial));
    }
  }

  private void run(List<Trial> trials) throws IOException, InterruptedException {
    List<Bytes> codes = trials.stream().map(t -> t.outcome().form().code()).toList();
    List<Runner.Execution> executions = new ArrayList<>();
    for (int n = 0; n < trials.size(); n++) {
      for (Aimed one : trials.get(n).states()) {
        MachineState before = one.state().copy();
        target.toMachine(before);
        executions.add(new Runner.Execution(n, before));
      }
    }
    List<Optional<MachineState>> after = runner.run(codes, executions);
    after.forEach(s -> s.ifPresent(target::fromMachine));
    int next = 0;
    for (Trial trial : trials) {
      for (Aimed one : trial.states()) {
        one.state().code(executions.get(next++).before().code());
      }
      int count = trial.states().size();
      trial
          .judge(target, twins, after.subList(next - count, next), tally)
          .ifPresent(reason -> refuse(trial.outcome().form(), reason));
    }
  }

  private void refuse(Form form, String reason) {
    refused.add(form.text());
    tally.skip(form.mnemonic(), reason);
  }

  /** What a form does, if it can be compared. */
  private Optional<Outcome> outcome(Form form) {
    try {
      Outcome outcome = Outcome.of(target, form);
      Optional<String> unfit = outcome.unfit();
      unfit.ifPresent(reason -> refuse(form, reason));
      return unfit.isPresent() ? Optional.empty() : Optional.of(outcome);
    } catch (UnknownInstruction unknown) {
      refuse(form, "not known");
    } catch (RuntimeException bug) {
      refused.add(form.text());
      tally.differ(form, "", "throws " + bug);
    }
    return Optional.empty();
  }

  /** Entry states for a form; the last one perhaps a twin of the first. */
  private Optional<Trial> trial(Outcome outcome) {
    List<Aimed> states = new ArrayList<>();
    for (int n = 0; n < options.states(); n++) {
      aim.state(outcome).ifPresent(states::add);
    }
    if (states.isEmpty()) {
      tally.skip(outcome.form().mnemonic(), "no state found that keeps it inside its memory");
      return Optional.empty();
    }
    for (Path path : outcome.paths()) {
      tally.open(outcome.form().mnemonic(), path.undefined());
      if (path.precision() == Precision.FOOTPRINT) {
        tally.functions.add(outcome.form().mnemonic());
      }
    }
    if (random.nextInt(Options.PROVED) == 0) {
      tally.proved++;
      proofs
          .differences(states.getFirst())
          .forEach(d -> tally.differ(outcome.form(), states.getFirst().told(target), d));
    }
    Optional<Twins.Twin> twin = outcome.swept() ? Optional.empty() : twins.of(states.getFirst());
    twin.ifPresent(t -> states.add(t.aimed()));
    return Optional.of(new Trial(outcome, states, twin));
  }
}

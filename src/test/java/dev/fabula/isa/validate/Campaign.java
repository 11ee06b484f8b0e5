package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.validate.Aim.Aimed;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.isa.validate.Runner.Execution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Forms of one target, run and compared. */
final class Campaign {

  private static final int BATCH = 2000;
  private static final int ILLEGAL = 4;
  private static final int BUS = 7;
  private static final int FAULT = 11;

  private final Target target;
  private final Options options;
  private final Random random;
  private final Tally tally = new Tally();
  private final Runner runner;

  /**
   * What to compare.
   *
   * @param seed of all that is random
   * @param instances most forms of one shape
   * @param states entry states of each form
   * @param share part of the encodings that forms are derived from
   * @param wanted which mnemonics
   */
  record Options(long seed, int instances, int states, double share, Predicate<String> wanted) {}

  Campaign(Target target, Options options) {
    this.target = target;
    this.options = options;
    this.random = new Random(options.seed());
    this.runner = new Runner(target);
  }

  /** Runs everything. */
  Tally run(List<String> byHand) throws IOException, InterruptedException {
    try (Assembling assembling = new Assembling(target)) {
      List<Form> hand = assembling.forms(byHand, true);
      hand.removeIf(f -> !options.wanted().test(f.mnemonic()));
      compare(hand);
      List<Form> first = derived(assembling);
      compare(first);
      List<Form> forms = instances(assembling, first);
      for (int at = 0; at < forms.size(); at += BATCH) {
        compare(forms.subList(at, Math.min(forms.size(), at + BATCH)));
      }
    }
    return tally;
  }

  /** One form of each shape. */
  private List<Form> derived(Assembling assembling) {
    Shapes shapes = new Shapes(target, random);
    Set<String> seen = new HashSet<>();
    List<Form> forms = new ArrayList<>();
    for (Bytes bytes : target.encodings(random)) {
      if (random.nextDouble() < options.share()) {
        Optional<Form> form = assembling.one(bytes);
        if (form.isPresent()
            && options.wanted().test(form.get().mnemonic())
            && !target.opensBlock(form.get())
            && seen.add(shapes.shape(form.get().text()))) {
          forms.add(form.get());
        }
      }
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

  private final Set<String> refused = new HashSet<>();

  private void compare(List<Form> forms) throws IOException, InterruptedException {
    List<Bytes> codes = new ArrayList<>();
    List<Aimed> aimed = new ArrayList<>();
    List<Execution> executions = new ArrayList<>();
    Aim aim = new Aim(target, random);
    for (Form form : forms) {
      List<Aimed> own = states(form, aim);
      if (!own.isEmpty()) {
        for (Aimed one : own) {
          MachineState before = one.state().copy();
          target.toMachine(before);
          executions.add(new Execution(codes.size(), before));
          aimed.add(one);
        }
        codes.add(form.code());
      }
    }
    if (executions.isEmpty()) {
      return;
    }
    List<Optional<MachineState>> after = runner.run(codes, executions);
    Map<Form, Integer> illegal = new HashMap<>();
    Map<Form, Integer> runs = new HashMap<>();
    Map<Form, List<Tally.Difference>> found = new HashMap<>();
    for (int n = 0; n < executions.size(); n++) {
      Form form = aimed.get(n).outcome().form();
      aimed.get(n).state().code(executions.get(n).before().code());
      runs.merge(form, 1, Integer::sum);
      if (after.get(n).map(s -> s.signal() == ILLEGAL).orElse(false)) {
        illegal.put(form, options.states() + 1);
      } else if (isPrivileged(aimed.get(n), after.get(n))) {
        illegal.merge(form, 1, Integer::sum);
      }
      if (isMisaligned(after.get(n))) {
        tally.misaligned++;
        continue;
      }
      judge(aimed.get(n), after.get(n))
          .ifPresent(d -> found.computeIfAbsent(form, f -> new ArrayList<>()).add(d));
    }
    runs.forEach(
        (form, count) -> {
          if (illegal.getOrDefault(form, 0) >= count) {
            tally.skip(form.mnemonic(), "the processor refuses it");
            refused.add(form.text());
          } else {
            tally.forms.merge(form.mnemonic(), 1, Integer::sum);
            tally.executions.merge(form.mnemonic(), count, Integer::sum);
            tally.differences.addAll(found.getOrDefault(form, List.of()));
          }
        });
  }

  private List<Aimed> states(Form form, Aim aim) {
    List<Aimed> own = new ArrayList<>();
    try {
      Outcome outcome = Outcome.of(target, form);
      Optional<String> unfit = outcome.unfit();
      if (unfit.isPresent()) {
        tally.skip(form.mnemonic(), unfit.get());
        refused.add(form.text());
        return own;
      }
      for (Path path : outcome.paths()) {
        if (!path.undefined().isEmpty()) {
          tally.undefined
              .computeIfAbsent(form.mnemonic(), m -> new java.util.TreeSet<>())
              .addAll(path.undefined());
        }
      }
      for (int n = 0; n < options.states(); n++) {
        aim.state(outcome).ifPresent(own::add);
      }
      if (own.isEmpty()) {
        tally.skip(form.mnemonic(), "no state found that keeps it inside its memory");
      }
    } catch (RuntimeException bug) {
      refused.add(form.text());
      tally.differences.add(
          new Tally.Difference(
              form.mnemonic(), form.text() + "  (" + form.code() + ")", "", "throws " + bug));
    } catch (UnknownInstruction unknown) {
      tally.skip(form.mnemonic(), "not known");
      refused.add(form.text());
    }
    return own;
  }

  /** What only the system may do ends with a signal from any state. */
  private static boolean isPrivileged(Aimed aimed, Optional<MachineState> after) {
    return after.map(s -> s.signal() == FAULT).orElse(false)
        && aimed.path().safe().isEmpty();
  }

  /** Where an access has to be aligned is left to the processor, but on x86. */
  private boolean isMisaligned(Optional<MachineState> after) {
    return !target.architecture().isX86() && after.map(s -> s.signal() == BUS).orElse(false);
  }

  private Optional<Tally.Difference> judge(Aimed aimed, Optional<MachineState> after) {
    Form form = aimed.outcome().form();
    List<String> wrong =
        after.map(s -> differences(aimed, s)).orElse(List.of("the child dies or does not end"));
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Tally.Difference(
                form.mnemonic(),
                form.text() + "  (" + form.code() + ")",
                entry(aimed),
                String.join("; ", wrong)));
  }

  private List<String> differences(Aimed aimed, MachineState after) {
    target.fromMachine(after);
    return Comparison.of(target, aimed, after);
  }

  /** The entry state as far as the form reads it. */
  private String entry(Aimed aimed) {
    List<String> values = new ArrayList<>();
    for (Field field : target.layout().fields()) {
      if (aimed.outcome().reads(field.location())) {
        values.add(field.location() + "=" + aimed.state().get(field).toString(16));
      }
    }
    if (aimed.outcome().touchesMemory()) {
      values.add("window=" + Long.toHexString(aimed.state().window()));
    }
    return String.join(" ", values);
  }
}

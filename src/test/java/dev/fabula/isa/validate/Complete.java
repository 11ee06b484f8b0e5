package dev.fabula.isa.validate;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.validate.Aim.Aimed;
import dev.fabula.isa.validate.Layout.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * Forms whose small operands take all values together: a line {@code text | field bits, …} names
 * the low bits of fields that are enumerated; the rest of the state is random.
 */
final class Complete {

  private static final int CHUNK = 16_384;

  /** How many numbers in a row share the rest of the state. */
  private static final int KEPT = 32;

  private final Target target;
  private final Random random;

  Complete(Target target, Random random) {
    this.target = target;
    this.random = random;
  }

  /** The low bits of a field. */
  private record Low(Field field, int bits) {}

  /** What is done with a portion of the states of a line. */
  interface Running {
    /** Runs them. */
    void run(Trial trial) throws IOException, InterruptedException;
  }

  /** Runs the states of all lines in portions; of each line only a share, drawn at random. */
  void run(Assembling assembling, double share, Running running)
      throws IOException, InterruptedException {
    for (String line : lines()) {
      int bar = line.lastIndexOf('|');
      List<Low> lows = new ArrayList<>();
      for (String low : line.substring(bar + 1).split(",")) {
        String[] words = low.strip().split(" ");
        Optional.ofNullable(target.field(words[0]))
            .ifPresent(f -> lows.add(new Low(f, Integer.parseInt(words[1]))));
      }
      for (Form form : assembling.forms(List.of(line.substring(0, bar).strip()), true)) {
        run(form, lows, share, running);
      }
    }
  }

  private List<String> lines() {
    String file = "/dev/fabula/isa/" + target.patterns() + "/complete.txt";
    try (InputStream in = Complete.class.getResourceAsStream(file)) {
      byte[] all = Objects.requireNonNull(in, file).readAllBytes();
      return new String(all, StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("//"))
          .flatMap(l -> Patterns.each(l).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Form form, List<Low> lows, double share, Running running)
      throws IOException, InterruptedException {
    Outcome outcome;
    try {
      outcome = Outcome.of(target, form);
    } catch (UnknownInstruction unknown) {
      throw new AssertionError(form.text(), unknown);
    }
    Values values = new Values(random);
    int bits = lows.stream().mapToInt(Low::bits).sum();
    List<Aimed> states = new ArrayList<>();
    MachineState base = values.state(target);
    for (long number = 0; number < 1L << bits; number++) {
      if (number % KEPT == 0) {
        base = values.state(target);
      }
      if (random.nextDouble() < share) {
        MachineState state = base.copy();
        set(state, lows, number);
        Reading.of(target, outcome, state, 1)
            .path(outcome)
            .ifPresent(path -> states.add(new Aimed(state, outcome, path)));
      }
      if (states.size() == CHUNK || number == (1L << bits) - 1 && !states.isEmpty()) {
        running.run(new Trial(outcome, List.copyOf(states), Optional.empty()));
        states.clear();
      }
    }
  }

  private static void set(MachineState state, List<Low> lows, long number) {
    long rest = number;
    for (Low low : lows) {
      BigInteger mask = MachineState.ones(low.bits());
      BigInteger value = BigInteger.valueOf(rest).and(mask);
      state.put(low.field(), state.get(low.field()).andNot(mask).or(value));
      rest >>>= low.bits();
    }
  }
}

package dev.fabula.isa.validate;

import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.isa.validate.Path.Touch;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes entry states from which a form accesses nothing but the buffer. */
final class Aim {

  private static final int TRIES = 12;
  private static final int GUESSES = 60;
  private static final int[] SCALES = {1, 2, 4, 8, 16};

  private final Target target;
  private final Random random;
  private final Values values;
  private boolean floats;

  Aim(Target target, Random random) {
    this.target = target;
    this.random = random;
    this.values = new Values(random);
  }

  /** Whether states are full of floats from now on. */
  void preferFloats(boolean preferred) {
    floats = preferred;
  }

  private MachineState anyState() {
    return floats ? values.floats(target) : values.state(target);
  }

  /** A state, and the way that the form takes from it. */
  record Aimed(MachineState state, Outcome outcome, Path path) {

    /** The entry state as far as the form reads it. */
    String told(Target target) {
      List<String> values = new ArrayList<>();
      for (Field field : target.layout().fields()) {
        if (outcome.reads(field.location())) {
          values.add(field.location() + "=" + state.get(field).toString(16));
        }
      }
      if (outcome.touchesMemory()) {
        values.add("window=" + Long.toHexString(state.window()));
      }
      return String.join(" ", values);
    }
  }

  /** A random state for a form; empty if none is found. */
  Optional<Aimed> state(Outcome outcome) {
    if (outcome.swept()) {
      return guessed(outcome);
    }
    MachineState state = anyState();
    if (!outcome.touchesMemory() && outcome.paths().size() == 1) {
      return Optional.of(new Aimed(state, outcome, outcome.paths().getFirst()));
    }
    for (int n = 0; n < TRIES; n++) {
      Reading reading = Reading.of(target, outcome, state, 1);
      Optional<Path> path = reading.path(outcome);
      if (path.isEmpty()) {
        return Optional.empty();
      }
      Optional<Touch> outside = outside(path.get(), reading, state, n == 0);
      if (outside.isEmpty()) {
        return Optional.of(new Aimed(state, outcome, path.get()));
      }
      move(outcome, state, outside.get());
    }
    return Optional.empty();
  }

  /** An access that leaves the buffer; at first any, so that each is somewhere at random. */
  private Optional<Touch> outside(Path path, Reading reading, MachineState state, boolean any) {
    List<Touch> touches = new ArrayList<>(path.touches());
    Collections.shuffle(touches, random);
    return touches.stream()
        .filter(t -> !t.address().isConstant())
        .filter(t -> any || !inside(state, reading.value(t.address()), t.access().bytes()))
        .findFirst()
        .or(() ->
            touches.stream()
                .filter(t -> !inside(state, reading.value(t.address()), t.access().bytes()))
                .findFirst());
  }

  private static boolean inside(MachineState state, BigInteger address, int bytes) {
    long start = state.window();
    return address.bitLength() < 40
        && address.longValue() >= start
        && address.longValue() + bytes <= start + Layout.BUFFER_SIZE;
  }

  /** Changes one register so that an access goes into the buffer. */
  private void move(Outcome outcome, MachineState state, Touch touch) {
    long wanted = values.address(state, touch.access().bytes());
    List<Term> variables = new ArrayList<>(touch.address().variables());
    variables.removeIf(v -> v.isMemory() || target.field(v.name()) == null || v.width() < 32);
    Collections.shuffle(variables, random);
    for (Term variable : variables) {
      Field field = target.field(variable.name());
      if (field != null && aim(outcome, state, field, touch, wanted)) {
        return;
      }
    }
  }

  private boolean aim(Outcome outcome, MachineState state, Field field, Touch touch, long wanted) {
    BigInteger old = state.get(field);
    BigInteger now = Reading.of(target, outcome, state, 1).value(touch.address());
    for (int scale : SCALES) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        BigInteger distance = BigInteger.valueOf(wanted).subtract(now);
        BigInteger step = distance.divide(BigInteger.valueOf((long) sign * scale));
        state.put(field, old.add(step).and(MachineState.ones(field.bits())));
        BigInteger reached = Reading.of(target, outcome, state, 1).value(touch.address());
        if (inside(state, reached, touch.access().bytes())) {
          return true;
        }
      }
    }
    state.put(field, old);
    return false;
  }

  /** Tries states in which registers are addresses or small, and runs the form on each. */
  private Optional<Aimed> guessed(Outcome outcome) {
    for (int n = 0; n < GUESSES; n++) {
      MachineState state = anyState();
      for (Field field : target.layout().fields()) {
        if (outcome.reads(field.location()) && field.bits() >= 32 && field.bits() <= 64) {
          long word = values.address(state, 8);
          state.put(field, BigInteger.valueOf(random.nextInt(5) < 3 ? word : random.nextInt(12)));
        }
      }
      Optional<Outcome> own = Constants.outcome(target, outcome.form(), state);
      if (own.isPresent()) {
        Path path = own.get().paths().getFirst();
        Reading reading = Reading.of(target, own.get(), state, 1);
        boolean fits =
            path.touches().stream()
                .allMatch(t -> inside(state, reading.value(t.address()), t.access().bytes()));
        if (fits && !path.swept()) {
          return Optional.of(new Aimed(state, own.get(), path));
        }
      }
    }
    return Optional.empty();
  }
}

package dev.fabula.isa.validate;

import dev.fabula.isa.Location;
import dev.fabula.isa.validate.Aim.Aimed;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Pairs of entry states that agree in all that a location is said to depend on, and in nothing
 * else: what the location holds afterwards has to agree.
 */
final class Twins {

  private static final int SEEDS = 64;

  private final Target target;
  private final Random random;

  Twins(Target target, Random random) {
    this.target = target;
    this.random = random;
  }

  /** The second state of a pair, and the location that the pair is about. */
  record Twin(Aimed aimed, Location location) {}

  /** A twin of a state; empty if the form writes nothing. */
  Optional<Twin> of(Aimed one) {
    Path path = one.path();
    if (path.written().isEmpty()) {
      return Optional.empty();
    }
    List<Location> written = new ArrayList<>(path.written().keySet());
    Location location = written.get(random.nextInt(written.size()));
    Set<Term> kept = new HashSet<>();
    path.written()
        .forEach((where, term) -> {
          if (where.equals(location)) {
            kept.addAll(term.variables());
          }
        });
    boolean loaded = kept.stream().anyMatch(Term::isMemory);
    List<Term> others = new ArrayList<>(path.conditions());
    others.addAll(path.safe());
    path.touches().forEach(t -> others.add(t.address()));
    others.forEach(t -> kept.addAll(t.variables()));
    MachineState state = new Values(random).state(target);
    for (Term variable : kept) {
      Field field = variable.isMemory() ? null : target.field(variable.name());
      if (field != null) {
        state.put(field, one.state().get(field));
      } else {
        loaded |= variable.isMemory();
      }
    }
    state.window(one.state().window());
    for (int n = 0; loaded && n < Layout.BUFFER_SIZE; n++) {
      state.buffer(n, one.state().buffer(n));
    }
    return Optional.of(new Twin(new Aimed(state, one.outcome(), path), location));
  }

  /** What is wrong with the results of a pair. */
  List<String> differences(Aimed one, MachineState first, Twin twin, MachineState second) {
    Field field = target.field(twin.location().name());
    if (field == null || first.signal() != 0 || second.signal() != 0) {
      return List.of();
    }
    BigInteger wrong = first.get(field).xor(second.get(field));
    if (wrong.signum() != 0) {
      wrong = wrong.andNot(open(one, twin.location()));
    }
    return wrong.signum() == 0
        ? List.of()
        : List.of(twin.location() + " depends on something that it is not said to depend on");
  }

  /** The bits of a location that something left open goes into. */
  private BigInteger open(Aimed one, Location location) {
    Map<Location, Term> written = one.path().written();
    Term term = written.get(location);
    if (term == null) {
      return BigInteger.ZERO;
    }
    BigInteger expected = Reading.opened(target, one.outcome(), one.state(), term, 1).value(term);
    BigInteger open = BigInteger.ZERO;
    for (int seed = 2; seed < SEEDS; seed++) {
      Reading other = Reading.opened(target, one.outcome(), one.state(), term, seed);
      open = open.or(expected.xor(other.value(term)));
    }
    return open;
  }
}

package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Performances;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.mir.Foreign.Turn;
import dev.fabula.site.Slot;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of a site once more, with constants, instruction by instruction: whether that does what
 * the terms say which a proof was made of.
 *
 * @param performances how the site is run
 * @param symbolic the run with unknowns
 * @param outputs the slots of the results, in order
 * @param values what the unknowns of that run are in the call
 * @param turn what the terms say
 * @param path the way that leads there
 */
record SiteReplay(
    Performances performances,
    Examination symbolic,
    List<Slot> outputs,
    Map<Term, Term> values,
    Turn turn,
    Path path) {

  /** Whether both agree where the unknowns around the call have values. */
  boolean agrees(Evaluator around) {
    if (turn.ending().isPresent()) {
      return true;
    }
    Assignment entry = entry(around);
    Examination concrete = performances.replay(symbolic, entry);
    Path seen = concrete.paths().getFirst();
    if (!seen.exit().isNormal()) {
      return false;
    }
    Evaluator inside = new Evaluator(entry);
    for (int i = 0; i < outputs.size(); i++) {
      BigInteger left = inside.value(concrete.output(seen, outputs.get(i)));
      if (!left.equals(around.value(turn.results().get(i)))) {
        return false;
      }
    }
    return path.accesses().stream()
        .filter(a -> a.write() && a.region() == Region.OUTSIDE && a.access().isPresent())
        .allMatch(a -> leaves(around, inside, seen, a));
  }

  private boolean leaves(Evaluator around, Evaluator inside, Path seen, MemoryAccess store) {
    Term at = constant(around, store);
    int bytes = store.access().orElseThrow().bytes();
    BigInteger left = inside.value(seen.finish().memory().load(at, bytes));
    return left.equals(around.value(turn.memory().load(at, bytes)));
  }

  private static Term constant(Evaluator around, MemoryAccess access) {
    Term address = access.address();
    return address.bank().constant(around.value(address), address.width());
  }

  private Assignment entry(Evaluator around) {
    Map<String, BigInteger> variables = new HashMap<>();
    Map<String, Map<BigInteger, Integer>> memories = new HashMap<>();
    values.forEach((unknown, value) -> {
      if (unknown.isMemory()) {
        memories.put(unknown.name(), contents(around, value));
      } else {
        variables.put(unknown.name(), around.value(value));
      }
    });
    return new Assignment(variables, memories, Map.of(), 0);
  }

  /** The bytes that the call accesses. */
  private Map<BigInteger, Integer> contents(Evaluator around, Term memory) {
    Map<BigInteger, Integer> contents = new HashMap<>();
    for (MemoryAccess access : path.accesses()) {
      if (access.region() == Region.OUTSIDE && access.access().isPresent()) {
        Term start = constant(around, access);
        for (int i = 0; i < access.access().get().bytes(); i++) {
          Term at = start.add(i);
          contents.put(at.value(), around.value(memory.load(at, 1)).intValue());
        }
      }
    }
    return contents;
  }
}

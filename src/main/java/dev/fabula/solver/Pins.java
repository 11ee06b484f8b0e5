package dev.fabula.solver;

import dev.fabula.term.KnownFunction;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Values for the arguments of known functions, at random. Where most values will do, as for a sum
 * of floats that is to be rounded, a solver that knows nothing of the function finds none by
 * itself.
 */
final class Pins {
  private final Map<Term, List<BigInteger>> arguments = new LinkedHashMap<>();
  private final Set<Term> computed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Random random = new Random(1);
  private int round;

  /** The arguments of all known functions in some terms that depend on no other such function. */
  Pins(List<Term> terms) {
    List<Term> all = inOrder(terms);
    for (Term term : all) {
      if (term.function().isPresent() || term.arguments().stream().anyMatch(computed::contains)) {
        computed.add(term);
      }
    }
    for (Term term : all) {
      term.function().ifPresent(known -> enter(term, known));
    }
  }

  private void enter(Term application, KnownFunction known) {
    for (int i = 0; i < application.arity(); i++) {
      Term argument = application.argument(i);
      if (!argument.isConstant() && !computed.contains(argument)) {
        arguments.putIfAbsent(argument, known.edges(i));
      }
    }
  }

  /** Whether there is nothing to give values to. */
  boolean isEmpty() {
    return arguments.isEmpty();
  }

  /** Other values for all arguments each time. */
  List<Term> next() {
    List<Term> pins = new ArrayList<>();
    arguments.forEach((argument, edges) -> {
      int width = argument.width();
      BigInteger value = round < edges.size() ? edges.get(round) : new BigInteger(width, random);
      pins.add(argument.eq(argument.bank().constant(value, width)));
    });
    round++;
    return pins;
  }

  /** All subterms, each behind its own. */
  private static List<Term> inOrder(List<Term> roots) {
    Set<Term> done = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Term> result = new ArrayList<>();
    Deque<Term> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Term term = open.peek();
      List<Term> missing = term.arguments().stream().filter(a -> !done.contains(a)).toList();
      missing.forEach(open::push);
      if (missing.isEmpty()) {
        open.pop();
        if (done.add(term)) {
          result.add(term);
        }
      }
    }
    return result;
  }
}

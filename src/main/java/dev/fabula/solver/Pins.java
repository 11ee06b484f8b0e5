package dev.fabula.solver;

import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Values for the arguments of known functions, at random. Where most values will do, as for a sum
 * of floats that is to be rounded, a solver that knows nothing of the function finds none by
 * itself.
 */
final class Pins {
  private final Set<Term> arguments = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Term> computed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Random random = new Random(1);

  /** The arguments of all known functions in some terms that depend on no other such function. */
  Pins(List<Term> terms) {
    List<Term> all = inOrder(terms);
    for (Term term : all) {
      if (term.function().isPresent() || term.arguments().stream().anyMatch(computed::contains)) {
        computed.add(term);
      }
    }
    for (Term term : all) {
      if (term.function().isPresent()) {
        term.arguments().stream()
            .filter(a -> !a.isConstant() && !computed.contains(a))
            .forEach(arguments::add);
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
    for (Term argument : arguments) {
      BigInteger value = new BigInteger(argument.width(), random);
      pins.add(argument.eq(argument.bank().constant(value, argument.width())));
    }
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

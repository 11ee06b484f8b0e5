package dev.fabula.solver;

import dev.fabula.term.Application;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.KnownFunction;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One check of assertions in one session, with its model read back and evaluated.
 *
 * <p>The engine may give known functions any values at first; what its model has wrong it is told,
 * and asked again.
 */
final class Query<E> {
  private static final int MOST_ROUNDS = 24;

  private final Session<E> session;
  private final Encoder<E> encoder;
  private final List<Term> assertions;
  private final Map<String, BigInteger> variables = new HashMap<>();
  private final Map<String, Map<BigInteger, Integer>> memories = new HashMap<>();
  private final Map<Application, BigInteger> functions = new HashMap<>();

  private Query(Session<E> session, List<Term> assertions) {
    this.session = session;
    this.encoder = new Encoder<>(session);
    this.assertions = assertions;
  }

  /** The answer of a session, which is closed at the end. */
  static <E> Answer run(Session<E> session, List<Term> assertions, Duration limit) {
    try (session) {
      return new Query<>(session, assertions).answer(limit);
    }
  }

  private Answer answer(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    for (Term assertion : assertions) {
      session.require(encoder.truth(assertion));
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Session.Result result = session.check(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (result != Session.Result.SATISFIABLE) {
        return result == Session.Result.UNSATISFIABLE
            ? new Answer.Unsatisfiable()
            : new Answer.Unknown(session.reason());
      }
      Assignment model = model();
      Optional<Term> failing = failing(model);
      if (failing.isEmpty()) {
        return new Answer.Satisfiable(model);
      }
      if (!corrected()) {
        return approximated(failing.get());
      }
    }
    return new Answer.Unknown("functions of known value were only approximated");
  }

  private Optional<Term> failing(Assignment model) {
    Evaluator evaluator = new Evaluator(model);
    return assertions.stream().filter(a -> !evaluator.holds(a)).findFirst();
  }

  private Answer approximated(Term failing) {
    if (encoder.exact()) {
      throw new IllegalStateException("a model that does not satisfy " + failing);
    }
    return new Answer.Unknown("functions of memories were only approximated");
  }

  /** Tells the engine the values of known functions that its model has wrong; whether any was. */
  private boolean corrected() {
    List<E> facts = new ArrayList<>();
    for (Term term : encoder.applications()) {
      term.function().flatMap(known -> correction(term, known)).ifPresent(facts::add);
    }
    facts.forEach(session::require);
    return !facts.isEmpty();
  }

  private Optional<E> correction(Term term, KnownFunction known) {
    List<BigInteger> arguments = term.arguments().stream().map(this::value).toList();
    BigInteger exact = known.value(arguments);
    return exact.equals(value(term))
        ? Optional.empty()
        : Optional.of(encoder.fact(term, arguments, exact));
  }

  private Assignment model() {
    variables.clear();
    memories.clear();
    functions.clear();
    for (Term assertion : assertions) {
      for (Term unknown : assertion.variables()) {
        if (unknown.op() == Op.VARIABLE) {
          variables.put(unknown.name(), value(unknown));
        }
      }
    }
    readMemories();
    readApplications();
    return assignment();
  }

  private Assignment assignment() {
    return new Assignment(variables, memories, functions, 0);
  }

  private BigInteger value(Term term) {
    return session.value(encoder.vector(term));
  }

  private void readMemories() {
    for (Term memory : encoder.memories()) {
      if (memory.op() == Op.MEMORY) {
        memories.put(memory.name(), contents(memory));
      }
    }
  }

  /** Applications in order, so that the operands of each are known from those before. */
  private void readApplications() {
    for (Term term : encoder.applications()) {
      Application application = new Evaluator(assignment()).application(term);
      if (term.isMemory()) {
        memories.putIfAbsent(application.memoryName(), contents(term));
      } else {
        functions.putIfAbsent(application, value(term));
      }
    }
  }

  /** The bytes of an unknown memory at each address that the query touches. */
  private Map<BigInteger, Integer> contents(Term memory) {
    Map<BigInteger, Integer> contents = new HashMap<>();
    int width = memory.addressWidth();
    for (BigInteger address : touched(width)) {
      E octet = session.select(encoder.vector(memory), session.constant(address, width));
      contents.put(address, session.value(octet).intValue());
    }
    return contents;
  }

  private Set<BigInteger> touched(int addressWidth) {
    Set<BigInteger> touched = new LinkedHashSet<>();
    for (Term load : encoder.loads()) {
      addTouched(load.argument(1), load.width(), addressWidth, touched);
    }
    for (Term store : encoder.stores()) {
      addTouched(store.argument(1), store.argument(2).width(), addressWidth, touched);
    }
    return touched;
  }

  private void addTouched(Term address, int bits, int addressWidth, Set<BigInteger> touched) {
    if (address.width() == addressWidth) {
      BigInteger first = value(address);
      BigInteger modulus = BigInteger.ONE.shiftLeft(addressWidth);
      for (int i = 0; i < bits / 8; i++) {
        touched.add(first.add(BigInteger.valueOf(i)).mod(modulus));
      }
    }
  }
}

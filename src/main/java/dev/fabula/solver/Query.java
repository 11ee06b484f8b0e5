package dev.fabula.solver;

import dev.fabula.term.Application;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One check of assertions in one session, with its model read back and evaluated. */
final class Query<E> {
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
    for (Term assertion : assertions) {
      session.require(encoder.truth(assertion));
    }
    return switch (session.check(limit)) {
      case UNSATISFIABLE -> new Answer.Unsatisfiable();
      case UNKNOWN -> new Answer.Unknown(session.reason());
      case SATISFIABLE -> replayed(model());
    };
  }

  private Answer replayed(Assignment model) {
    Evaluator evaluator = new Evaluator(model);
    for (Term assertion : assertions) {
      if (!evaluator.holds(assertion)) {
        if (encoder.exact()) {
          throw new IllegalStateException("a model that does not satisfy " + assertion);
        }
        return new Answer.Unknown("functions of memories were only approximated");
      }
    }
    return new Answer.Satisfiable(model);
  }

  private Assignment model() {
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

package dev.fabula.term;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of terms under an {@link Assignment}: total, and exact for every operator.
 *
 * <p>Remembers the values of all subterms it met. Works without recursion, so that long chains are
 * no danger.
 */
public final class Evaluator {
  private final Assignment assignment;
  private final Map<Term, Object> values = new IdentityHashMap<>();

  /** Creates an evaluator for one assignment. */
  public Evaluator(Assignment assignment) {
    this.assignment = assignment;
  }

  /** The values of all unknowns. */
  public Assignment assignment() {
    return assignment;
  }

  /** The unsigned value of a vector term. */
  public BigInteger value(Term term) {
    return (BigInteger) valueOf(term);
  }

  /** Whether a term of width 1 is true. */
  public boolean holds(Term condition) {
    if (condition.width() != 1) {
      throw new IllegalArgumentException("a condition of width " + condition.width());
    }
    return value(condition).signum() != 0;
  }

  /** The contents of a memory term. */
  public MemoryValue memory(Term term) {
    return (MemoryValue) valueOf(term);
  }

  /** The application of a function with its arguments' values. */
  public Application application(Term term) {
    List<BigInteger> arguments = new ArrayList<>();
    for (Term argument : term.rawArguments()) {
      arguments.add(argument.isMemory() ? memory(argument).fingerprint() : value(argument));
    }
    return new Application(term.name(), arguments);
  }

  private Object valueOf(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      if (values.containsKey(term)) {
        open.pop();
      } else if (pushMissing(term, open)) {
        open.pop();
        values.put(term, compute(term));
      }
    }
    return known(root);
  }

  private boolean pushMissing(Term term, Deque<Term> open) {
    boolean complete = true;
    for (Term argument : term.rawArguments()) {
      if (!values.containsKey(argument)) {
        open.push(argument);
        complete = false;
      }
    }
    return complete;
  }

  private Object known(Term term) {
    Object value = values.get(term);
    if (value == null) {
      throw new IllegalStateException("not yet evaluated");
    }
    return value;
  }

  private BigInteger argument(Term term, int index) {
    return (BigInteger) known(term.argument(index));
  }

  private MemoryValue memoryArgument(Term term) {
    return (MemoryValue) known(term.argument(0));
  }

  private Object compute(Term term) {
    return switch (term.op()) {
      case CONSTANT -> term.value();
      case VARIABLE -> assignment.variable(term.name(), term.width());
      case MEMORY -> MemoryValue.initial(assignment, term.name(), term.addressWidth());
      case APPLY -> applied(term);
      case APPLY_MEMORY ->
          MemoryValue.initial(assignment, application(term).memoryName(), term.addressWidth());
      case NOT, POPCOUNT, CLZ, CTZ, BIT_REVERSE ->
          Concrete.unary(term.op(), argument(term, 0), term.width());
      case AND, XOR, ADD, MUL -> fold(term);
      case UDIV, UREM, SDIV, SREM, SHL, LSHR, ASHR, ROTL, ROTR ->
          Concrete.binary(term.op(), argument(term, 0), argument(term, 1), term.width());
      case EQ, ULT, SLT -> compare(term);
      case ITE -> known(term.argument(argument(term, 0).signum() != 0 ? 1 : 2));
      case EXTRACT -> Concrete.extract(argument(term, 0), term.high(), term.low());
      case CONCAT -> concat(term);
      case SEXT -> Concrete.signExtend(argument(term, 0), term.argument(0).width(), term.width());
      case LOAD -> memoryArgument(term).load(argument(term, 1), term.width() / 8);
      case STORE ->
          memoryArgument(term)
              .store(argument(term, 1), argument(term, 2), term.argument(2).width() / 8);
    };
  }

  private BigInteger applied(Term term) {
    Application application = application(term);
    KnownFunction known = term.rawFunction();
    return known == null
        ? assignment.apply(application, term.width())
        : Concrete.reduce(known.value(application.arguments()), term.width());
  }

  private BigInteger fold(Term term) {
    BigInteger result = argument(term, 0);
    for (int i = 1; i < term.arity(); i++) {
      result = Concrete.binary(term.op(), result, argument(term, i), term.width());
    }
    return result;
  }

  private BigInteger compare(Term term) {
    int width = term.argument(0).width();
    boolean holds = Concrete.compare(term.op(), argument(term, 0), argument(term, 1), width);
    return holds ? BigInteger.ONE : BigInteger.ZERO;
  }

  private BigInteger concat(Term term) {
    BigInteger result = BigInteger.ZERO;
    for (int i = 0; i < term.arity(); i++) {
      result = result.shiftLeft(term.argument(i).width()).or(argument(term, i));
    }
    return result;
  }
}

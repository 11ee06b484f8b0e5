package dev.fabula.term;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An assignment that is changed step by step until conditions hold: what a solver would find, where
 * that is easy.
 */
public final class Guess {
  private static final int MOST_STEPS = 12;

  private final long seed;
  private final Map<String, BigInteger> variables = new HashMap<>();
  private final Map<String, Map<BigInteger, Integer>> memories = new HashMap<>();
  private final Map<Application, BigInteger> functions = new HashMap<>();
  private Evaluator evaluator;

  private Guess(long seed) {
    this.seed = seed;
    this.evaluator = new Evaluator(assignment());
  }

  /**
   * An assignment under which all of the conditions hold; empty if none was found, which says
   * nothing.
   *
   * @param seed selects the values to begin with
   */
  public static Optional<Assignment> of(List<Term> conditions, long seed) {
    Guess guess = new Guess(seed);
    for (int i = 0; i < MOST_STEPS; i++) {
      Optional<Term> failing =
          conditions.stream().filter(c -> !guess.evaluator.holds(c)).findFirst();
      if (failing.isEmpty()) {
        return Optional.of(guess.assignment());
      }
      if (!guess.make(failing.get(), BigInteger.ONE)) {
        return Optional.empty();
      }
      guess.evaluator = new Evaluator(guess.assignment());
    }
    return Optional.empty();
  }

  private Assignment assignment() {
    return new Assignment(variables, memories, functions, seed);
  }

  private BigInteger value(Term term) {
    return evaluator.value(term);
  }

  private static BigInteger reduced(BigInteger value, Term term) {
    return Concrete.reduce(value, term.width());
  }

  /** Changes unknowns so that a term has a value, as far as one step can; whether it knew how. */
  private boolean make(Term term, BigInteger wanted) {
    return switch (term.op()) {
      case VARIABLE -> {
        variables.put(term.name(), wanted);
        yield true;
      }
      case APPLY -> term.rawFunction() == null ? given(term, wanted) : stirred(term, wanted);
      case NOT -> make(term.argument(0), Concrete.ones(term.width()).xor(wanted));
      case AND -> conjunction(term, wanted);
      case XOR, ADD -> oneOf(term, wanted);
      case EQ -> equality(term.argument(0), term.argument(1), wanted.signum() != 0);
      case ULT -> order(term, wanted.signum() != 0, BigInteger.ZERO);
      case SLT -> order(term, wanted.signum() != 0, lowest(term.argument(0)));
      case CONCAT -> pieces(term, wanted);
      case EXTRACT -> slice(term, wanted);
      case SEXT -> extended(term, wanted);
      case ITE -> make(term.argument(value(term.argument(0)).signum() != 0 ? 1 : 2), wanted);
      case LOAD -> loaded(term, wanted);
      case CONSTANT, MEMORY, STORE, APPLY_MEMORY, MUL, UDIV, UREM, SDIV, SREM -> false;
      case SHL, LSHR, ASHR, ROTL, ROTR, POPCOUNT, CLZ, CTZ, BIT_REVERSE -> false;
    };
  }

  private boolean given(Term term, BigInteger wanted) {
    functions.put(evaluator.application(term), wanted);
    return true;
  }

  /** Gives other operands to a function that cannot be turned round: where most values will do. */
  private boolean stirred(Term term, BigInteger wanted) {
    long noise = Noise.mix(seed + Noise.of(wanted) + Noise.of(value(term)));
    for (Term each : term.arguments()) {
      if (!each.isConstant() && make(each, Noise.bits(noise, each.width()))) {
        return true;
      }
    }
    return false;
  }

  /** All operands get the ones that are wanted; the first that can gets the zeros. */
  private boolean conjunction(Term term, BigInteger wanted) {
    BigInteger zeros = Concrete.ones(term.width()).xor(wanted);
    boolean made = true;
    boolean cleared = value(term).and(zeros).signum() == 0;
    for (Term each : term.arguments()) {
      BigInteger more = value(each).or(wanted);
      if (!cleared && make(each, more.andNot(zeros))) {
        cleared = true;
      } else {
        made &= more.equals(value(each)) || make(each, more);
      }
    }
    return made && cleared;
  }

  private boolean oneOf(Term term, BigInteger wanted) {
    for (Term each : term.arguments()) {
      BigInteger part =
          term.op() == Op.XOR
              ? value(term).xor(wanted).xor(value(each))
              : wanted.subtract(value(term)).add(value(each));
      if (make(each, reduced(part, each))) {
        return true;
      }
    }
    return false;
  }

  private boolean equality(Term a, Term b, boolean holds) {
    BigInteger distance = holds ? BigInteger.ZERO : BigInteger.ONE;
    if (a.isMemory()) {
      return false;
    }
    return make(a, reduced(value(b).add(distance), a))
        || make(b, reduced(value(a).add(distance), b));
  }

  private static BigInteger lowest(Term like) {
    return BigInteger.ONE.shiftLeft(like.width() - 1);
  }

  /** Takes one side to the end of its range; the highest value comes right before the lowest. */
  private boolean order(Term term, boolean less, BigInteger lowest) {
    Term a = term.argument(less ? 0 : 1);
    Term b = term.argument(less ? 1 : 0);
    BigInteger highest = reduced(lowest.subtract(BigInteger.ONE), a);
    boolean low = !value(b).equals(lowest) && make(a, lowest);
    return low || make(b, highest);
  }

  private boolean pieces(Term term, BigInteger wanted) {
    int low = term.width();
    boolean made = true;
    for (Term each : term.arguments()) {
      low -= each.width();
      BigInteger part = Concrete.reduce(wanted.shiftRight(low), each.width());
      made &= value(each).equals(part) || make(each, part);
    }
    return made;
  }

  private boolean slice(Term term, BigInteger wanted) {
    Term whole = term.argument(0);
    BigInteger other = value(whole).xor(value(term).shiftLeft(term.low()));
    return make(whole, other.xor(wanted.shiftLeft(term.low())));
  }

  private boolean extended(Term term, BigInteger wanted) {
    Term inner = term.argument(0);
    BigInteger part = reduced(wanted, inner);
    return Concrete.signExtend(part, inner.width(), term.width()).equals(wanted)
        && make(inner, part);
  }

  /** Gives the bytes at an address to a memory that nothing was stored in. */
  private boolean loaded(Term term, BigInteger wanted) {
    Term memory = term.argument(0);
    if (memory.op() != Op.MEMORY) {
      return false;
    }
    Map<BigInteger, Integer> bytes = memories.computeIfAbsent(memory.name(), n -> new HashMap<>());
    BigInteger address = value(term.argument(1));
    for (int i = 0; i < term.width() / 8; i++) {
      BigInteger place = Concrete.reduce(address.add(BigInteger.valueOf(i)), memory.addressWidth());
      bytes.put(place, wanted.shiftRight(8 * i).intValue() & 0xff);
    }
    return true;
  }
}

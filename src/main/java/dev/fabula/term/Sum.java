package dev.fabula.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear combination under construction: a constant and addends with coefficients.
 *
 * <p>Coefficients are signed 64-bit numbers; for widths up to 64 they are exact modulo 2^width. The
 * number of addends and of visited terms is limited, so that long chains stay cheap.
 */
final class Sum {
  private static final int MOST = 16;
  private static final int MOST_VISITS = 64;

  private final Terms bank;
  private final int width;
  private final List<Term> addends = new ArrayList<>(4);
  private long[] coefficients = new long[4];
  private Term constant;
  private int visits;
  private boolean failed;

  Sum(Terms bank, int width) {
    this.bank = bank;
    this.width = width;
    this.constant = bank.zero(width);
  }

  /** Whether a limit was exceeded; the sum is then meaningless. */
  boolean failed() {
    return failed;
  }

  List<Term> addends() {
    return addends;
  }

  long coefficient(int index) {
    return coefficients[index];
  }

  Term constant() {
    return constant;
  }

  int width() {
    return width;
  }

  Terms bank() {
    return bank;
  }

  /** Adds a term {@code times} times, taken apart as far as it is linear. */
  void add(Term term, long times) {
    if (failed || ++visits > MOST_VISITS) {
      failed = true;
      return;
    }
    switch (term.op()) {
      case CONSTANT -> addConstant(term, times);
      case ADD -> {
        for (Term argument : term.rawArguments()) {
          add(argument, times);
        }
      }
      case MUL -> addProduct(term, times);
      case NOT -> {
        addConstant(bank.constant(-1, width), times);
        add(term.argument(0), -times);
      }
      case SEXT -> addSext(term, times);
      case CONCAT -> addConcat(term, times);
      default -> addAddend(term, times);
    }
  }

  private void addProduct(Term term, long times) {
    Term factor = term.argument(0);
    if (factor.isConstant() && fits(factor)) {
      add(term.argument(1), scaled(signed(factor), times));
    } else {
      addAddend(term, times);
    }
  }

  private void addSext(Term term, long times) {
    if (term.argument(0).width() == 1) {
      add(term.argument(0).zext(width), -times);
    } else {
      addAddend(term, times);
    }
  }

  private void addConcat(Term term, long times) {
    Term last = term.argument(term.arity() - 1);
    Term inner = Slices.zeroExtended(term);
    if (last.isConstant() && !last.isZero()) {
      addConstant(last.zext(width), times);
      Term upper = Slices.extract(term, width - 1, last.width());
      add(upper.concat(bank.zero(last.width())), times);
    } else if (last.isZero()) {
      addShifted(term, last.width(), times);
    } else if (inner != null && inner.op() == Op.NOT) {
      addConstant(bank.ones(inner.width()).zext(width), times);
      add(inner.argument(0).zext(width), -times);
    } else {
      addAddend(term, times);
    }
  }

  /** Adds what ends in {@code zeros} zero bits as a multiple of what it was shifted from. */
  private void addShifted(Term term, int zeros, long times) {
    if (zeros > 62) {
      addAddend(term, times);
      return;
    }
    Term upper = Slices.extract(term, width - 1, zeros);
    boolean whole =
        upper.op() == Op.EXTRACT && upper.low() == 0 && upper.argument(0).width() == width;
    add(whole ? upper.argument(0) : upper.zext(width), scaled(times, 1L << zeros));
  }

  private void addConstant(Term value, long times) {
    Term product = times == 1 ? value : Folding.binary(Op.MUL, value, bank.constant(times, width));
    constant = Folding.binary(Op.ADD, constant, product);
  }

  private void addAddend(Term term, long times) {
    int index = addends.indexOf(term);
    if (index < 0) {
      index = addends.size();
      if (index == MOST) {
        failed = true;
        return;
      }
      if (index == coefficients.length) {
        coefficients = Arrays.copyOf(coefficients, MOST);
      }
      addends.add(term);
      coefficients[index] = 0;
    }
    coefficients[index] = plus(coefficients[index], times);
    if (coefficients[index] == 0) {
      remove(index);
    }
  }

  private void remove(int index) {
    addends.remove(index);
    for (int i = index; i < addends.size(); i++) {
      coefficients[i] = coefficients[i + 1];
    }
  }

  private long plus(long a, long b) {
    if (width <= 64) {
      return Words.signed(a + b, width);
    }
    long sum = a + b;
    failed |= ((a ^ sum) & (b ^ sum)) < 0 || sum == Long.MIN_VALUE;
    return sum;
  }

  private long scaled(long a, long b) {
    if (width <= 64) {
      return Words.signed(a * b, width);
    }
    failed |= Math.multiplyHigh(a, b) != (a * b) >> 63 || a * b == Long.MIN_VALUE;
    return a * b;
  }

  /** Whether a constant can be a coefficient, with a bit to spare where it is not modular. */
  static boolean fits(Term constant) {
    return constant.width() <= 64
        || Concrete.signed(constant.value(), constant.width()).bitLength() <= 62;
  }

  /** The coefficient that a constant is. */
  static long signed(Term constant) {
    return constant.width() <= 64
        ? Words.signed(constant.word(), constant.width())
        : constant.word();
  }
}

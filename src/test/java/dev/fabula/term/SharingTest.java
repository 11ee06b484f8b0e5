package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long computations on few registers, where terms are deep and share most of their subterms. */
class SharingTest {
  private static final int STEPS = Integer.getInteger("fabula.steps", 1_500);
  private static final int REGISTERS = 5;
  private static final int[] WIDTHS = {1, 8, 32, 64};
  private static final List<String> OPERATORS =
      List.of(
          "add",
          "sub",
          "xor",
          "and",
          "or",
          "mul",
          "not",
          "neg",
          "shl",
          "lshr",
          "ashr",
          "rotl",
          "rotr",
          "popcount",
          "clz",
          "udiv",
          "srem",
          "add",
          "sub",
          "xor",
          "and",
          "or");
  private static final List<String> COMPARISONS = List.of("eq", "ult", "slt", "ule", "sge");

  private final Terms bank = new Terms();
  private final Map<Integer, List<Term>> terms = new HashMap<>();
  private final Map<Integer, List<BigInteger>> values = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void deepSharedTermsKeepTheirValues(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Assignment assignment = Assignment.random(seed);
    Evaluator evaluator = new Evaluator(assignment);
    for (int width : WIDTHS) {
      terms.put(width, new ArrayList<>(Collections.nCopies(REGISTERS, bank.zero(width))));
      values.put(width, new ArrayList<>(Collections.nCopies(REGISTERS, BigInteger.ZERO)));
    }
    for (int i = 0; i < STEPS; i++) {
      if (i % 100 == 0) {
        refresh(assignment);
      }
      step(random);
      if (i % 10 == 0) {
        check(evaluator, seed, i);
      }
    }
  }

  /** Puts new unknowns into the registers, before all they hold is constant. */
  private void refresh(Assignment assignment) {
    for (int width : WIDTHS) {
      for (int i = 0; i < REGISTERS; i++) {
        String name = "r" + i + "w" + width + "t" + bank.size();
        set(width, i, bank.variable(name, width), assignment.variable(name, width));
      }
    }
  }

  private void check(Evaluator evaluator, long seed, int step) {
    for (int width : WIDTHS) {
      for (int i = 0; i < REGISTERS; i++) {
        assertThat(evaluator.value(term(width, i)))
            .as("seed %d, step %d, register %d of width %d", seed, step, i, width)
            .isEqualTo(value(width, i));
      }
    }
  }

  private void step(SplittableRandom random) {
    int width = WIDTHS[random.nextInt(WIDTHS.length)];
    int from = random.nextInt(REGISTERS);
    int other = random.nextInt(REGISTERS);
    int to = random.nextInt(REGISTERS);
    switch (random.nextInt(6)) {
      case 0 -> compare(random, width, from, other, to);
      case 1 -> choose(width, from, other, to, random.nextInt(REGISTERS));
      case 2 -> resize(random, width, from, to);
      case 3 -> insert(random, width, from, to);
      default -> operate(OPERATORS.get(random.nextInt(OPERATORS.size())), width, from, other, to);
    }
  }

  private Term term(int width, int index) {
    return terms.get(width).get(index);
  }

  private BigInteger value(int width, int index) {
    return values.get(width).get(index);
  }

  private void set(int width, int index, Term term, BigInteger value) {
    terms.get(width).set(index, term);
    values.get(width).set(index, value);
  }

  private void operate(String op, int width, int from, int other, int to) {
    List<Term> operands = List.of(term(width, from), term(width, other));
    BigInteger[] numbers = {value(width, from), value(width, other)};
    Term result = Tree.of(op, width, List.of()).applied(operands, bank);
    set(width, to, result, Tree.reference(op, numbers, width));
  }

  private void compare(SplittableRandom random, int width, int from, int other, int to) {
    String op = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    List<Term> operands = List.of(term(width, from), term(width, other));
    BigInteger[] numbers = {value(width, from), value(width, other)};
    Term result = Tree.of(op, 1, List.of()).applied(operands, bank);
    set(1, to, result, Tree.reference(op, numbers, width));
  }

  private void choose(int width, int from, int other, int to, int condition) {
    boolean holds = value(1, condition).signum() != 0;
    Term choice = term(1, condition).ite(term(width, from), term(width, other));
    set(width, to, choice, value(width, holds ? from : other));
  }

  private void resize(SplittableRandom random, int width, int from, int to) {
    int target = WIDTHS[random.nextInt(WIDTHS.length)];
    boolean sign = random.nextBoolean();
    Term term = term(width, from);
    Term result = sign ? term.resizeSigned(target) : term.resizeUnsigned(target);
    BigInteger value = value(width, from);
    boolean negative = sign && value.testBit(width - 1);
    BigInteger extended = negative ? value.subtract(BigInteger.ONE.shiftLeft(width)) : value;
    set(target, to, result, extended.mod(BigInteger.ONE.shiftLeft(target)));
  }

  /** Puts bits of one register in place of the same bits of another. */
  private void insert(SplittableRandom random, int width, int from, int to) {
    int low = random.nextInt(width);
    int high = low + random.nextInt(width - low);
    Term into = term(width, to);
    Term result = term(width, from).extract(high, low);
    result = low == 0 ? result : result.concat(into.truncate(low));
    result = high == width - 1 ? result : into.extract(width - 1, high + 1).concat(result);
    BigInteger mask = BigInteger.ONE.shiftLeft(high + 1).subtract(BigInteger.ONE.shiftLeft(low));
    set(width, to, result, value(width, to).andNot(mask).or(value(width, from).and(mask)));
  }
}

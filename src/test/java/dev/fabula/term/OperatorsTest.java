package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator against its definition on numbers: folded, and evaluated. */
class OperatorsTest {
  private static final List<String> UNARY =
      List.of("neg", "not", "popcount", "clz", "ctz", "bitReverse", "byteSwap");
  private static final List<String> BINARY =
      List.of(
          "add", "sub", "mul", "and", "or", "xor", "udiv", "urem", "sdiv", "srem", "shl", "lshr",
          "ashr", "rotl", "rotr", "eq", "ne", "ult", "ule", "ugt", "uge", "slt", "sle", "sgt",
          "sge");
  private static final int[] WIDTHS = {1, 3, 8, 16, 32, 64, 72, 128};

  static Stream<String> operators() {
    return Stream.concat(UNARY.stream(), BINARY.stream());
  }

  @ParameterizedTest
  @MethodSource("operators")
  void agreesWithItsDefinition(String op) {
    for (int width : WIDTHS) {
      if (!op.equals("byteSwap") || width % 8 == 0) {
        List<BigInteger> values = values(width);
        for (BigInteger a : values) {
          check(op, width, a, values);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operators")
  void agreesWithItsDefinitionOnAllNumbersOfFourBits(String op) {
    List<BigInteger> values =
        Stream.iterate(BigInteger.ZERO, v -> v.add(BigInteger.ONE)).limit(16).toList();
    for (BigInteger a : values) {
      if (!op.equals("byteSwap")) {
        check(op, 4, a, values);
      }
    }
  }

  private static void check(String op, int width, BigInteger a, List<BigInteger> others) {
    Terms bank = new Terms();
    List<BigInteger> seconds = UNARY.contains(op) ? List.of(BigInteger.ZERO) : others;
    for (BigInteger b : seconds) {
      BigInteger expected = Tree.reference(op, new BigInteger[] {a, b}, width);
      Tree constantA = Tree.constant(a, width);
      Tree constantB = Tree.constant(b, width);
      Tree variableA = Tree.leaf("a", width);
      Tree variableB = Tree.leaf("b", width);
      Evaluator evaluator = new Evaluator(Assignment.of(Map.of("a", a, "b", b)));
      Term folded = apply(op, width, constantA, constantB).build(bank);
      assertThat(folded.isConstant()).as("%s of constants", op).isTrue();
      assertThat(folded.value()).as("%s(%s, %s):%d", op, a, b, width).isEqualTo(expected);
      for (Tree tree :
          List.of(
              apply(op, width, variableA, variableB),
              apply(op, width, variableA, constantB),
              apply(op, width, constantA, variableB))) {
        assertThat(evaluator.value(tree.build(bank)))
            .as("%s with %s, %s", tree, a, b)
            .isEqualTo(expected);
      }
    }
  }

  private static Tree apply(String op, int width, Tree a, Tree b) {
    boolean truth = BINARY.indexOf(op) >= BINARY.indexOf("eq");
    return Tree.of(op, truth ? 1 : width, UNARY.contains(op) ? List.of(a) : List.of(a, b));
  }

  /** Extremes, neighbours of powers of two, the width itself, and some random numbers. */
  private static List<BigInteger> values(int width) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(width);
    Set<BigInteger> values = new LinkedHashSet<>();
    for (int small : new int[] {0, 1, 2, 3, -1, -2, width, width - 1, width + 1}) {
      values.add(BigInteger.valueOf(small).mod(modulus));
    }
    BigInteger top = BigInteger.ONE.shiftLeft(width - 1);
    values.add(top);
    values.add(top.subtract(BigInteger.ONE));
    values.add(top.add(BigInteger.ONE).mod(modulus));
    SplittableRandom random = new SplittableRandom(width);
    for (int i = 0; i < 6; i++) {
      BigInteger high = BigInteger.valueOf(random.nextLong()).shiftLeft(64);
      values.add(high.add(BigInteger.valueOf(random.nextLong())).mod(modulus));
    }
    return new ArrayList<>(values);
  }
}

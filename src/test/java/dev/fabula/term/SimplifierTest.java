package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simplifier against the direct interpretation of random trees. */
class SimplifierTest {
  private static final int TREES = Integer.getInteger("fabula.trees", 1_000);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void simplifiedTermsHaveTheValueOfTheirTrees(long group) {
    for (int i = 0; i < TREES; i++) {
      long seed = group * 1_000_003 + i;
      TreeSource source = new TreeSource(seed);
      Tree tree = source.any(1 + i % 6);
      Terms bank = new Terms();
      Term term = tree.build(bank);
      assertThat(term.width()).isEqualTo(tree.width());
      for (int k = 0; k < 4; k++) {
        Assignment assignment = assignment(source, k);
        assertThat(new Evaluator(assignment).value(term))
            .as("seed %d, assignment %d: %s", seed, k, tree)
            .isEqualTo(tree.value(assignment));
      }
      assertThat(tree.build(bank)).as("seed %d: built again", seed).isSameAs(term);
    }
  }

  private static Assignment assignment(TreeSource source, int seed) {
    Map<String, BigInteger> variables = new HashMap<>();
    if (seed > 0) {
      for (int width : new int[] {1, 2, 3, 8, 16, 32, 64, 72, 128}) {
        for (String name : new String[] {"x", "y", "z"}) {
          variables.put(name + width, source.number(width));
        }
      }
      variables.put("p", source.number(32));
    }
    return new Assignment(variables, Map.of(), Map.of(), seed);
  }
}

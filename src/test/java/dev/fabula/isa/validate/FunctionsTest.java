package dev.fabula.isa.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.term.KnownFunction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  private final Terms terms = new Terms();
  private final Term argument = terms.variable("a", 8);

  /** The complement of eight bits. */
  private enum Known implements KnownFunction {
    COMPLEMENT;

    @Override
    public int width() {
      return 8;
    }

    @Override
    public BigInteger value(List<BigInteger> arguments) {
      return arguments.getFirst().not();
    }
  }

  @Test
  void resultThatIsComputedIsCompared() {
    assertThat(Functions.in(terms.apply(Known.COMPLEMENT, List.of(argument)))).isEmpty();
  }

  @Test
  void resultOfUnknownFunctionIsOpen() {
    Term unknown = terms.apply("unknown.8", 8, List.of(argument));
    Term known = terms.apply(Known.COMPLEMENT, List.of(unknown));
    assertThat(Functions.in(known)).containsExactly(unknown);
    assertThat(Functions.fixed(known)).containsExactly(terms.ones(8), terms.zero(8));
  }
}

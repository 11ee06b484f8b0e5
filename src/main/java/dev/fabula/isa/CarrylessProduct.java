package dev.fabula.isa;

import dev.fabula.term.KnownFunction;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;

/**
 * The product of two polynomials over {0, 1} (Intel SDM volume 2, PCLMULQDQ; Arm ARM,
 * PolynomialMult). As a formula it is too large.
 *
 * @param width twice the number of bits of a factor
 */
public record CarrylessProduct(int width) implements KnownFunction {

  /** The product of two vectors of one width, twice as wide. */
  public static Term of(Term a, Term b) {
    return a.bank().apply(new CarrylessProduct(2 * a.width()), List.of(a, b));
  }

  @Override
  public String name() {
    return "carryless product." + width;
  }

  @Override
  public BigInteger value(List<BigInteger> arguments) {
    BigInteger left = arguments.getFirst();
    BigInteger right = arguments.get(1);
    BigInteger result = BigInteger.ZERO;
    for (int n = 0; n < right.bitLength(); n++) {
      result = right.testBit(n) ? result.xor(left.shiftLeft(n)) : result;
    }
    return result;
  }
}

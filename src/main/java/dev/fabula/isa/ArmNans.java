package dev.fabula.isa;

import dev.fabula.ieee.Format;
import dev.fabula.ieee.Rules.Nans;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The NaNs that Arm's arithmetic yields (Arm ARM, shared/functions/float, FPProcessNaNs).
 *
 * @param byDefault whether every NaN is the default one (FPCR.DN)
 */
record ArmNans(boolean byDefault) implements Nans {

  @Override
  public BigInteger fresh(Format format) {
    return format.nan(false);
  }

  /**
   * The first signalling one, else the first one; what is added comes before what is multiplied.
   */
  @Override
  public BigInteger propagated(Format format, List<BigInteger> operands) {
    if (byDefault) {
      return fresh(format);
    }
    List<BigInteger> ordered = new ArrayList<>(operands);
    if (operands.size() == 3) {
      ordered.addFirst(ordered.removeLast());
    }
    List<BigInteger> nans = ordered.stream().filter(o -> format.read(o).isNan()).toList();
    return format.quiet(
        nans.stream()
            .filter(o -> format.read(o).isSignalling())
            .findFirst()
            .orElse(nans.getFirst()));
  }

  @Override
  public BigInteger converted(Format from, Format to, BigInteger nan) {
    return byDefault ? fresh(to) : from.convertedNan(to, nan);
  }

  @Override
  public boolean invalidProductFirst() {
    return true;
  }
}

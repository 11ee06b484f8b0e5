package dev.fabula.mir;

import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.Map;

/**
 * How unknowns are called in what is told of a story.
 *
 * @param names the name of each unknown that has one
 */
public record Naming(Map<Term, String> names) {

  /** Copies the map. */
  public Naming {
    names = Map.copyOf(names);
  }

  /** An address in words: a pointer by its name, with its distance in bytes. */
  String address(Term address) {
    String base = names.get(address.base());
    if (base == null) {
      return "the pointer";
    }
    BigInteger offset = address.offset().value();
    if (offset.signum() == 0) {
      return "`" + base + "`";
    }
    boolean below = offset.testBit(address.width() - 1);
    BigInteger distance =
        below ? BigInteger.ONE.shiftLeft(address.width()).subtract(offset) : offset;
    return "`" + base + "` " + (below ? "- " : "+ ") + distance + " bytes";
  }
}

package dev.fabula.site;

import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An operand's expression, for an input the value and for an output the place.
 *
 * @param expression its text as written
 * @param span its place in the site's file
 * @param type what is known of its type
 * @param constant its value, if the source's language makes it a constant that is known
 */
public record Value(String expression, Span span, ValueType type, Optional<BigInteger> constant) {

  /** An expression of which no value is known. */
  public Value(String expression, Span span, ValueType type) {
    this(expression, span, type, Optional.empty());
  }
}

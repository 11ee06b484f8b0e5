package dev.fabula.site;

import dev.fabula.source.Span;

/**
 * An operand's expression, for an input the value and for an output the place.
 *
 * @param expression its text as written
 * @param span its place in the site's file
 * @param type what is known of its type
 */
public record Value(String expression, Span span, ValueType type) {}

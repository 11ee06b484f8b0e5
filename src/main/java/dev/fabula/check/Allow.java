package dev.fabula.check;

import dev.fabula.source.Span;
import java.util.List;

/**
 * A comment that allows findings: {@code // fabula: allow(rule, rule): reason}, or {@code
 * allow-file} for a whole file.
 *
 * @param span the comment
 * @param wholeFile whether it is for every site of the file
 * @param rules the names of the rules with their places
 * @param reason the reason; empty if none is given
 */
record Allow(Span span, boolean wholeFile, List<Name> rules, String reason) {

  /** Copies the names. */
  Allow {
    rules = List.copyOf(rules);
  }

  /** A rule's name at its place. */
  record Name(String text, Span span) {}

  /** Whether it allows findings of a rule; one without a reason allows nothing. */
  boolean names(String rule) {
    return !reason.isEmpty() && rules.stream().anyMatch(n -> n.text().equals(rule));
  }
}

package dev.fabula.check;

import dev.fabula.site.Contract;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What sites are held against.
 *
 * @param applied which of the usual rules count
 * @param more rules about code that count beside them
 * @param reading what more is known of a contract than the site says
 */
public record Standard(
    Predicate<Rule> applied, List<CodeRule> more, UnaryOperator<Contract> reading) {

  /** All rules, and nothing more. */
  public static final Standard USUAL = of(_ -> true);

  /** Copies the rules. */
  public Standard {
    more = List.copyOf(more);
  }

  /** Some of the usual rules, and nothing more. */
  static Standard of(Predicate<Rule> applied) {
    return new Standard(applied, List.of(), contract -> contract);
  }

  /** All rules about code that count. */
  Stream<CodeRule> ofCode() {
    return Stream.concat(Rules.ofCode().stream().filter(applied), more.stream());
  }
}

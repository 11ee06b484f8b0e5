package dev.fabula.check;

import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * One reported violation.
 *
 * @param rule the rule
 * @param group how sure it is
 * @param span the place to point at, in the site's file
 * @param label what is said of the place
 * @param message one sentence without capital or full stop that stands alone
 * @param secondary further places with what is said of them
 * @param notes circumstances
 * @param helps what to do
 * @param fixes edits that repair it
 * @param witness an entry state that shows it; empty for what the text alone shows
 */
public record Finding(
    Rule rule,
    Group group,
    Span span,
    String label,
    String message,
    List<Label> secondary,
    List<String> notes,
    List<String> helps,
    List<Fix> fixes,
    Optional<Witness> witness) {

  /** Copies the lists. */
  public Finding {
    secondary = List.copyOf(secondary);
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
    fixes = List.copyOf(fixes);
  }

  /** A marked place. */
  public record Label(Span span, String text) {}

  /** How loudly it is reported. */
  public Level level() {
    return group.level();
  }

  /** A finding that the text alone shows. */
  public static Finding ofText(Rule rule, Span span, String label, String message) {
    return new Finding(
        rule,
        rule.group(),
        span,
        label,
        message,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The same with a help. */
  public Finding help(String help) {
    List<String> more = new java.util.ArrayList<>(helps);
    more.add(help);
    return new Finding(rule, group, span, label, message, secondary, notes, more, fixes, witness);
  }

  /** The same in another group. */
  public Finding in(Group other) {
    return new Finding(rule, other, span, label, message, secondary, notes, helps, fixes, witness);
  }

  /** The same with a note. */
  public Finding note(String note) {
    List<String> more = new java.util.ArrayList<>(notes);
    more.add(note);
    return new Finding(rule, group, span, label, message, secondary, more, helps, fixes, witness);
  }
}

package dev.fabula.rust;

import dev.fabula.site.Found.Label;
import dev.fabula.site.Found.Reason;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A fault in the user's text that ends the reading of one invocation; it never leaves this package,
 * where {@link SiteReader} turns it into a value.
 */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Label> labels;
  private final transient Optional<Reason> reason;

  /**
   * A fault with a sentence without capital or full stop, and its places, the primary one first.
   */
  Fault(String message, List<Label> labels) {
    super(message, null, false, false);
    this.labels = List.copyOf(labels);
    this.reason = Optional.empty();
  }

  private Fault(Reason reason, Span span) {
    super(reason.text(), null, false, false);
    this.labels = List.of(new Label(span, ""));
    this.reason = Optional.of(reason);
  }

  /** No fault of the user, but something that we cannot read. */
  static Fault unreadable(Reason reason, Span span) {
    return new Fault(reason, span);
  }

  /** A fault at one place. */
  static Fault at(Span span, String message, String label) {
    return new Fault(message, List.of(new Label(span, label)));
  }

  /** A fault at one place with a second place that explains it. */
  static Fault at(Span span, String message, String label, Span other, String otherLabel) {
    return new Fault(message, List.of(new Label(span, label), new Label(other, otherLabel)));
  }

  /** The places, the primary one first. */
  List<Label> labels() {
    return labels;
  }

  /** Why the invocation cannot be read, if nothing is wrong with it. */
  Optional<Reason> reason() {
    return reason;
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}

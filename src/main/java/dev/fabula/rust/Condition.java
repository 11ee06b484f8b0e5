package dev.fabula.rust;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A condition of conditional compilation (Reference, cfg predicates). */
sealed interface Condition {

  /** A name, as {@code unix}, or a name with a value, as {@code target_os = "linux"}. */
  record Atom(String key, Optional<String> value) implements Condition {}

  /** All parts hold. */
  record All(List<Condition> parts) implements Condition {}

  /** At least one part holds. */
  record Any(List<Condition> parts) implements Condition {}

  /** The part does not hold. */
  record Not(Condition part) implements Condition {}

  /** Something that is not decided here, as a call or a malformed predicate. */
  record Opaque(String text) implements Condition {}

  /** Both conditions, without nesting. */
  default Condition and(Condition other) {
    if (this.equals(Conditions.ALWAYS) || this.equals(other)) {
      return other;
    }
    boolean known = other.equals(Conditions.ALWAYS) || demands(other);
    return known ? this : new All(List.of(this, other));
  }

  /** Whether the other condition is one of the parts that all have to hold. */
  private boolean demands(Condition other) {
    return equals(other)
        || this instanceof All(List<Condition> parts)
            && parts.stream().anyMatch(p -> p.demands(other));
  }

  /** At least one of both conditions. */
  default Condition or(Condition other) {
    return this.equals(other) ? this : new Any(List.of(this, other));
  }

  /** The opposite. */
  default Condition negated() {
    return this instanceof Not(Condition part) ? part : new Not(this);
  }

  /** Its truth where the names have the given truths. */
  default Truth evaluate(Settings settings) {
    return switch (this) {
      case Atom(String key, Optional<String> value) -> settings.truth(key, value);
      case All(List<Condition> parts) -> {
        Truth all = Truth.TRUE;
        for (Condition part : parts) {
          all = all.and(part.evaluate(settings));
          if (all == Truth.FALSE) {
            break;
          }
        }
        yield all;
      }
      case Any(List<Condition> parts) -> {
        Truth any = Truth.FALSE;
        for (Condition part : parts) {
          any = any.or(part.evaluate(settings));
          if (any == Truth.TRUE) {
            break;
          }
        }
        yield any;
      }
      case Not(Condition part) -> part.evaluate(settings).not();
      case Opaque _ -> Truth.UNKNOWN;
    };
  }

  /** Hands out every atom, with repetitions. */
  default void forEachAtom(Consumer<Atom> consumer) {
    switch (this) {
      case Atom atom -> consumer.accept(atom);
      case All(List<Condition> parts) -> parts.forEach(p -> p.forEachAtom(consumer));
      case Any(List<Condition> parts) -> parts.forEach(p -> p.forEachAtom(consumer));
      case Not(Condition part) -> part.forEachAtom(consumer);
      case Opaque _ -> {}
    }
  }

  /** The condition as one writes it in {@code cfg(…)}. */
  default String text() {
    return switch (this) {
      case Atom(String key, Optional<String> value) ->
          key + value.map(v -> " = \"" + v + "\"").orElse("");
      case All(List<Condition> parts) -> "all(" + join(parts) + ")";
      case Any(List<Condition> parts) -> "any(" + join(parts) + ")";
      case Not(Condition part) -> "not(" + part.text() + ")";
      case Opaque(String text) -> text;
    };
  }

  private static String join(List<Condition> parts) {
    return parts.stream().map(Condition::text).collect(Collectors.joining(", "));
  }

  /** What is known of the names that conditions use. */
  interface Settings {

    /** The truth of {@code key} or of {@code key = "value"}. */
    Truth truth(String key, Optional<String> value);
  }
}

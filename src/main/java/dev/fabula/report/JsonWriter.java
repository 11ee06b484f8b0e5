package dev.fabula.report;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes one JSON value (RFC 8259) without line feeds, field by field in the order of the calls.
 */
final class JsonWriter {

  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /** Writes an object as the next value. */
  JsonWriter object(Runnable fields) {
    return nested('{', fields, '}');
  }

  /** Writes an array of one value for each element. */
  <T> JsonWriter array(Collection<T> elements, Consumer<T> value) {
    return nested('[', () -> elements.forEach(e -> value.accept(e)), ']');
  }

  /** Writes the name of the next value. */
  JsonWriter name(String name) {
    separate();
    string(name);
    text.append(':');
    first = true;
    return this;
  }

  /** Writes a field with a text. */
  JsonWriter field(String name, String value) {
    return name(name).value(value);
  }

  /** Writes a field with a number. */
  JsonWriter field(String name, long value) {
    name(name).raw(Long.toString(value));
    return this;
  }

  /** Writes a field with a truth value. */
  JsonWriter field(String name, boolean value) {
    name(name).raw(Boolean.toString(value));
    return this;
  }

  /** Writes a field with a text, or null if there is none. */
  JsonWriter field(String name, Optional<String> value) {
    return field(name, value, this::value);
  }

  /** Writes a field with a value, or null if there is none. */
  <T> JsonWriter field(String name, Optional<T> content, Consumer<T> value) {
    name(name);
    content.ifPresentOrElse(value, () -> raw("null"));
    return this;
  }

  /** Writes a field with an array of texts. */
  JsonWriter field(String name, Collection<String> values) {
    return name(name).array(values, this::value);
  }

  /** Writes a field with an object of numbers. */
  JsonWriter field(String name, Map<String, Integer> counts) {
    return name(name).object(() -> counts.forEach(this::field));
  }

  /** Writes a text. */
  JsonWriter value(String value) {
    separate();
    string(value);
    return this;
  }

  /** Writes a number. */
  JsonWriter value(long value) {
    raw(Long.toString(value));
    return this;
  }

  private void raw(String literal) {
    separate();
    text.append(literal);
  }

  private JsonWriter nested(char open, Runnable content, char close) {
    separate();
    text.append(open);
    first = true;
    content.run();
    text.append(close);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value, i);
    }
    text.append('"');
  }

  private void character(String value, int index) {
    char c = value.charAt(index);
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ' || isLone(value, index)) {
          text.append(String.format("\\u%04x", (int) c));
        } else {
          text.append(c);
        }
      }
    }
  }

  /** Whether a surrogate has no partner, so that it has no UTF-8. */
  private static boolean isLone(String value, int index) {
    char c = value.charAt(index);
    boolean low = index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1));
    boolean high = index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
    return Character.isHighSurrogate(c) && !low || Character.isLowSurrogate(c) && !high;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

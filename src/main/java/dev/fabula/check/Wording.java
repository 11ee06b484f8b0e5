package dev.fabula.check;

import java.util.List;

/**
 * A message about something named, so that the same message about several can be said once.
 *
 * @param before the text before the names
 * @param names the names, each as code
 * @param after the text behind the names
 */
public record Wording(String before, List<String> names, String after) {

  private static final int MOST_NAMES = 8;

  /** Copies the names. */
  public Wording {
    names = List.copyOf(names);
  }

  /** A message about one thing. */
  public static Wording about(String before, String name, String after) {
    return new Wording(before, List.of(name), after);
  }

  /** A message that names nothing. */
  public static Wording plain(String text) {
    return new Wording(text, List.of(), "");
  }

  /** Whether another message is the same but for its names. */
  boolean fits(Wording other) {
    return !names.isEmpty() && before.equals(other.before) && after.equals(other.after);
  }

  /** The message about all that either names. */
  Wording with(Wording other) {
    List<String> all = new java.util.ArrayList<>(names);
    other.names.stream().filter(n -> !all.contains(n)).forEach(all::add);
    return new Wording(before, all, after);
  }

  /** The sentence. */
  public String text() {
    return before + enumeration() + after;
  }

  private String enumeration() {
    if (names.size() > MOST_NAMES + 1) {
      String first =
          String.join(", ", names.subList(0, MOST_NAMES).stream().map(Wording::code).toList());
      return first + " and " + (names.size() - MOST_NAMES) + " more";
    }
    return list(names.stream().map(Wording::code).toList());
  }

  /** Things one after the other, as in {@code a, b and c}. */
  public static String list(List<String> things) {
    return things.size() <= 1
        ? String.join("", things)
        : String.join(", ", things.subList(0, things.size() - 1)) + " and " + things.getLast();
  }

  private static String code(String name) {
    return "`" + name + "`";
  }
}

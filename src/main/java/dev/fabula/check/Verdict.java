package dev.fabula.check;

import java.util.Locale;

/** What is known of a site's contract. */
public sealed interface Verdict {

  /** The promises hold for every allocation and every entry state. */
  record Holds() implements Verdict {}

  /** At least one promise breaks; the findings have the witnesses. */
  record Broken() implements Verdict {}

  /** No promise breaks up to a limit or under an assumption, which is stated. */
  record Bounded(String reason) implements Verdict {}

  /** Nothing was decided, for a reason. */
  record Unknown(String reason) implements Verdict {}

  /** The verdict's name as users see it. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}

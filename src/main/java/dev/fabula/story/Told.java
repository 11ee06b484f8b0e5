package dev.fabula.story;

import dev.fabula.site.Site;
import java.util.List;
import java.util.Optional;

/**
 * A site with the story that was made for it, before it is proved.
 *
 * @param site the site
 * @param lines the story; empty if there is none
 * @param reason why there is none, as a clause; empty if there is one
 * @param sort what its code is about
 * @param instructions how many instructions its code has; 0 if that is not known
 * @param lawless whether there is none because the site breaks its contract
 */
public record Told(
    Site site,
    List<String> lines,
    Optional<String> reason,
    Sort sort,
    int instructions,
    boolean lawless) {

  /** What code is about. */
  public enum Sort {
    /** Numbers in general registers, and plain memory. */
    INTEGER,
    /** Memory that threads share: atomic and exclusive accesses, fences. */
    ATOMIC,
    /** Floats and vectors. */
    FLOAT,
    /** The system: its registers, calls, ports. */
    SYSTEM,
    /** Another function, or code that does not come back. */
    CONTROL,
    /** Nothing is known of it. */
    UNKNOWN
  }

  /** Copies the lines. */
  public Told {
    lines = List.copyOf(lines);
  }

  static Told story(Site site, List<String> lines, Sort sort, int instructions) {
    return new Told(site, lines, Optional.empty(), sort, instructions, false);
  }

  static Told none(Site site, String reason, Sort sort, int instructions) {
    return new Told(site, List.of(), Optional.of(reason), sort, instructions, false);
  }

  /** What breaks its contract does what no story tells. */
  static Told lawless(Site site, String reason, Sort sort, int instructions) {
    return new Told(site, List.of(), Optional.of(reason), sort, instructions, true);
  }
}

package dev.fabula.cli;

import dev.fabula.check.Selection;
import dev.fabula.rust.TargetRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asks {@code fabula check} for.
 *
 * @param roots files and folders that exist
 * @param excludes patterns of what to leave out
 * @param changed the only files to be checked, by their real paths; empty for all
 * @param target the target for sites whose surroundings tell none
 * @param format how results are told
 * @param build what to ask the user's cargo and rustc for; empty if they are not to be asked
 * @param selection which findings are shown and count
 * @param denied which sites count as failures beside broken ones
 * @param fix whether to change files
 * @param jobs how many sites are checked at a time
 * @param siteLimit how long one site may take
 * @param colour when text is coloured
 * @param verbose whether to tell of undecided sites one by one
 * @param debug whether to print the traces of internal errors
 */
record CheckRequest(
    List<Path> roots,
    List<String> excludes,
    Optional<Set<Path>> changed,
    Optional<TargetRequest> target,
    Check.Format format,
    Optional<Build> build,
    Selection selection,
    Set<Check.Denied> denied,
    boolean fix,
    int jobs,
    Duration siteLimit,
    Colour colour,
    boolean verbose,
    boolean debug) {

  /**
   * A build by the user's cargo.
   *
   * @param triple the target to build for; that of cargo's configuration if empty
   */
  record Build(Optional<String> triple) {}

  /** Copies the collections. */
  CheckRequest {
    roots = List.copyOf(roots);
    excludes = List.copyOf(excludes);
    changed = changed.map(Set::copyOf);
    denied = Set.copyOf(denied);
  }
}

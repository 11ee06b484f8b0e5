package dev.fabula.story;

import dev.fabula.check.Verdict;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where stories are translated and proved: what lacks, a compiler or a fault of ours, makes a story
 * unknown and ends nothing else.
 *
 * @param rustcs finds the compiler, if there is something to prove; without one nothing can be
 * @param failures hears what was thrown by a fault of ours
 */
record Workshop(Supplier<Optional<Rustc>> rustcs, Consumer<Throwable> failures) {

  static final String NO_COMPILER = "there is no rustc on this machine";

  private static final String FAULT = "internal error: ";

  /** The translations of stories, in their order. */
  List<Translated> translated(SourceFile file, List<Story> stories, List<Span> sites) {
    if (stories.isEmpty()) {
      return List.of();
    }
    return rustcs
        .get()
        .map(r -> Translation.of(r, file, stories, sites))
        .orElseGet(() ->
            stories.stream().<Translated>map(s -> new Translated.Unknown(NO_COMPILER)).toList());
  }

  /** The proof of a story. */
  Proof proof(Story story, Supplier<Proof> proving) {
    return guarded(proving, reason -> new Proof(story, new Verdict.Unknown(reason), 0, List.of()));
  }

  /**
   * The result of a piece of work.
   *
   * @param unknown the result, if a fault of ours ends it, from the reason
   */
  <T> T guarded(Supplier<T> work, Function<String, T> unknown) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      failures.accept(fault);
      return unknown.apply(FAULT + fault);
    }
  }

  /** Whether a fault of ours is all that is known. */
  static boolean isFault(Verdict verdict) {
    return verdict instanceof Verdict.Unknown(String reason) && reason.startsWith(FAULT);
  }
}

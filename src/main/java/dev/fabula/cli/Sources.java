package dev.fabula.cli;

import dev.fabula.c.CReader;
import dev.fabula.rust.Compilation;
import dev.fabula.rust.Listing;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The files of a run and what is in them. */
final class Sources {

  private static final Set<String> ALL = Set.of(".rs", ".c", ".h", ".i");

  private final RustReader reader;
  private final CReader cReader;
  private final Consumer<Throwable> failures;

  /**
   * Sources read for a target.
   *
   * @param failures hears what was thrown by a fault of ours
   */
  Sources(Optional<TargetRequest> target, Consumer<Throwable> failures) {
    this(target, Compilation.NONE, failures);
  }

  /** The same with a compiler that may know types and values. */
  Sources(Optional<TargetRequest> target, Compilation compilation, Consumer<Throwable> failures) {
    this.reader = RustReader.of(target, TargetRequest.host(), compilation);
    // C tells nothing of its machine.
    this.cReader = new CReader(target.orElseGet(TargetRequest::host).target());
    this.failures = failures;
  }

  /** A file with the places in it, by offset and then by target. */
  record Read(Path path, SourceFile file, List<Found> places) {}

  /** The files under some paths, in the order of their names. */
  static List<Path> list(List<Path> paths, List<String> excludes) {
    try {
      List<Path> roots = paths.stream().map(Sources::tidy).toList();
      return Listing.files(roots, ALL, excludes).stream()
          .map(Path::normalize)
          .distinct()
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + e.getMessage(), e);
    }
  }

  private static Path tidy(Path path) {
    Path normal = path.normalize();
    return normal.toString().isEmpty() ? path : normal;
  }

  /** Reads a file; one that cannot be read is a place that is not analysed. */
  Read read(Path path) {
    try {
      SourceFile file = SourceFile.read(path);
      return new Read(path, file, places(path, file));
    } catch (IOException e) {
      SourceFile file = SourceFile.of(path.toString(), "");
      return new Read(path, file, List.of(unread(file, "it cannot be read: " + e)));
    }
  }

  /** The places of a file if it had the given text. */
  List<Found> places(Path path, SourceFile file) {
    try {
      return found(path, file).stream()
          .sorted(Comparator.comparing(Found::span).thenComparing(Sources::target))
          .toList();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failures.accept(e);
      return List.of(unread(file, "internal error: reading the file failed: " + e));
    }
  }

  private List<Found> found(Path path, SourceFile file) {
    return CReader.reads(path.toString()) ? cReader.read(file) : reader.read(path, file);
  }

  private static Found unread(SourceFile file, String reason) {
    return Found.NotAnalysed.plain(
        file, Span.at(0), "asm", Optional.empty(), new Found.Reason.Other(reason));
  }

  private static String target(Found found) {
    return switch (found) {
      case Found.Readable(var site) -> site.target().architecture().rustName();
      case Found.NotAnalysed n -> n.target().map(t -> t.architecture().rustName()).orElse("");
      case Found.Refused r -> r.target().map(t -> t.architecture().rustName()).orElse("");
    };
  }
}

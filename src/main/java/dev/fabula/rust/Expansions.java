package dev.fabula.rust;

import dev.fabula.rust.MacroRecord.Failure;
import dev.fabula.rust.Outline.Invocation;
import dev.fabula.source.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the macro calls of a whole crate come to, by the files that define the macros. */
final class Expansions {
  private final Crate crate;
  private final Map<Path, List<Rooted>> invocations = new HashMap<>();
  private final Set<Point> expanded = new HashSet<>();
  private final Map<Point, Failure> failures = new HashMap<>();

  /** The outlines of some files. */
  Expansions(Crate crate, Map<Path, Optional<Outline>> outlines) {
    this.crate = crate;
    outlines.forEach((path, outline) -> outline.ifPresent(o -> add(path, o)));
  }

  /** An invocation and the file whose outermost call leads to it. */
  record Rooted(Path root, Outline outline, Invocation invocation) {}

  /** A place by path and offset. */
  private record Point(Path path, int offset) {}

  private void add(Path root, Outline outline) {
    for (Invocation invocation : outline.invocations()) {
      invocation
          .home()
          .flatMap(frame -> crate.path(frame.file()))
          .ifPresent(p -> into(p).add(new Rooted(root, outline, invocation)));
    }
    outline.macros().expanded().forEach(p -> point(p).ifPresent(expanded::add));
    for (Failure failure : outline.macros().failures()) {
      point(failure.macro()).ifPresent(p -> failures.putIfAbsent(p, failure));
    }
  }

  private List<Rooted> into(Path path) {
    return invocations.computeIfAbsent(path, _ -> new ArrayList<>());
  }

  private Optional<Point> point(Place place) {
    return crate.path(place.file()).map(path -> new Point(path, place.span().start()));
  }

  /** The invocations in the text of macros that a file defines. */
  List<Rooted> in(Path path) {
    return invocations.getOrDefault(path, List.of());
  }

  /** Whether the macro was expanded whose name stands at an offset of a file. */
  boolean isExpanded(Path path, int offset) {
    return expanded.contains(new Point(path, offset));
  }

  /** The first call of such a macro that could not be expanded. */
  Optional<Failure> failure(Path path, int offset) {
    return Optional.ofNullable(failures.get(new Point(path, offset)));
  }
}

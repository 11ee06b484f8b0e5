package dev.fabula.rust;

import dev.fabula.rust.Compilation.Origin;
import dev.fabula.rust.Compilation.Point;
import dev.fabula.rust.Compilation.Statement;
import dev.fabula.site.Call;
import dev.fabula.site.Expansion;
import dev.fabula.site.Found;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of one file that a compiler tells of and that we cannot read: in macros of other
 * crates, in procedural ones, and in calls that were not expanded.
 */
final class CompiledSites {
  private final Crate crate;
  private final Targets targets;
  private final Path path;
  private final Path real;
  private final List<Statement> statements;

  /**
   * Those of a file.
   *
   * @param read the origins of what was read without a compiler
   */
  CompiledSites(
      Crate crate, Targets targets, Path path, Compilation compilation, Set<Origin> read) {
    this.crate = crate;
    this.targets = targets;
    this.path = path;
    this.real = Compilation.real(path);
    this.statements =
        compilation.of(real).stream().filter(s -> !read.contains(s.origin())).toList();
  }

  /** Those that were compiled from an asm macro in the text of a macro's definition. */
  List<Found> from(Span invocation, Point end) {
    return statements.stream()
        .filter(s -> s.end().equals(end))
        .map(s -> found(s, invocation))
        .toList();
  }

  /** Whether a call led to a statement that was compiled from an asm macro. */
  boolean leads(Point call, Point end) {
    return statements.stream()
        .anyMatch(
            s -> s.end().equals(end) && s.calls().stream().anyMatch(c -> c.end().equals(call)));
  }

  /** Those whose text is in no file of the crate, at the macro calls that lead to them. */
  List<Found> fromElsewhere(Set<Point> texts) {
    List<Found> found = new ArrayList<>();
    for (Statement statement : statements) {
      boolean here = statement.outermost().end().file().equals(real);
      if (here && !texts.contains(statement.end()) && !isOwnText(statement)) {
        SourceFile file = crate.source(path).orElseThrow();
        found.add(found(statement, span(file, statement.outermost())));
      }
    }
    return found;
  }

  /** Whether its text is in another file of the crate, with which it is read. */
  private boolean isOwnText(Statement statement) {
    Path file = statement.end().file();
    return !file.equals(real) && crate.holds(file);
  }

  private static Span span(SourceFile file, Compilation.Call call) {
    return new Span(file.offset(call.start()), file.offset(call.end().end()));
  }

  private Found found(Statement statement, Span span) {
    Place place = new Place(crate.source(path).orElseThrow(), span);
    List<Call> calls = statement.calls().stream().flatMap(c -> call(c).stream()).toList();
    Expansion expansion = new Expansion(calls, List.of(), false, List.of());
    return new CompiledSite(statement.asm(), place, expansion, Optional.empty())
        .read(targets.compiledFor(statement.asm().architecture()));
  }

  private Optional<Call> call(Compilation.Call call) {
    return crate
        .source(call.end().file())
        .map(file -> new Call(call.macro(), new Place(file, span(file, call))));
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Around.InMacro;
import dev.fabula.rust.Expansions.Rooted;
import dev.fabula.rust.MacroRecord.Failure;
import dev.fabula.rust.Outline.Invocation;
import dev.fabula.site.Call;
import dev.fabula.site.Found;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the invocations of one file: those that stand there, and what macros make of them. */
final class FileReader {
  private final Path path;
  private final Crate crate;
  private final Outline outline;
  private final SiteReader reader;
  private final Targets targets;
  private final Compilation compilation;

  FileReader(Path path, SourceFile file, Crate crate, Targets targets, Compilation compilation) {
    this.path = path;
    this.crate = crate;
    this.outline = crate.add(path, file);
    this.targets = targets;
    this.compilation = compilation;
    this.reader =
        new SiteReader(file, crate, targets, i -> origin(i).map(compilation::at).orElse(List.of()));
  }

  /** All readings of one place. */
  private record Readings(List<Invocation> definition, List<Rooted> code) {}

  private Optional<Compilation.Origin> origin(Invocation invocation) {
    List<Compilation.Point> calls = new ArrayList<>();
    for (Call call : invocation.home().map(Frame::calls).orElse(List.of())) {
      Optional<Compilation.Point> point = point(call.place());
      if (point.isEmpty()) {
        return Optional.empty();
      }
      calls.add(point.get());
    }
    return end(invocation).map(p -> new Compilation.Origin(p, calls));
  }

  /** A place as a compiler names it; empty if none is asked. */
  private Optional<Compilation.Point> point(Place place) {
    if (compilation == Compilation.NONE) {
      return Optional.empty();
    }
    return crate
        .path(place.file())
        .map(p ->
            new Compilation.Point(Compilation.real(p), place.file().position(place.span().end())));
  }

  /** Everything that invokes an asm macro in the file. */
  List<Found> read() {
    Map<Integer, Readings> places = new LinkedHashMap<>();
    for (Invocation invocation : outline.invocations()) {
      Readings readings = at(invocation, places);
      if (invocation.isInDefinition()) {
        readings.definition().add(invocation);
      } else if (invocation.home().isEmpty()) {
        readings.code().add(new Rooted(path, outline, invocation));
      }
    }
    boolean defines = outline.invocations().stream().anyMatch(Invocation::isInDefinition);
    if (defines) {
      crate.expansions().in(path).forEach(r -> at(r.invocation(), places).code().add(r));
    }
    CompiledSites compiled = compiled(places.values());
    List<Found> found = new ArrayList<>();
    places.values().forEach(readings -> found.addAll(read(readings, compiled)));
    found.addAll(compiled.fromElsewhere(ends()));
    return found;
  }

  private CompiledSites compiled(Collection<Readings> places) {
    Set<Compilation.Origin> read = new HashSet<>();
    for (Readings readings : places) {
      readings.code().forEach(r -> origin(r.invocation()).ifPresent(read::add));
    }
    return new CompiledSites(crate, targets, path, compilation, read);
  }

  /** Where the asm macros end that the text of the file holds. */
  private Set<Compilation.Point> ends() {
    return outline.invocations().stream()
        .filter(i -> i.home().map(Frame::file).orElse(outline.file()).equals(outline.file()))
        .flatMap(i -> end(i).stream())
        .collect(Collectors.toSet());
  }

  private Optional<Compilation.Point> end(Invocation invocation) {
    return point(new Place(outline.file(), invocation.span()));
  }

  private static Readings at(Invocation invocation, Map<Integer, Readings> places) {
    int start = invocation.arguments().span().start();
    return places.computeIfAbsent(start, _ -> new Readings(new ArrayList<>(), new ArrayList<>()));
  }

  private List<Found> read(Readings readings, CompiledSites compiled) {
    List<Found> found = new ArrayList<>();
    readings.code().forEach(r -> found.addAll(read(r)));
    Optional<Invocation> definition = readings.definition().stream().findFirst();
    if (definition.isPresent()) {
      end(definition.get()).ifPresent(e -> found.addAll(compiled.from(definition.get().span(), e)));
      Optional<Failure> failure = failure(definition.get(), compiled);
      Optional<String> why = failure.map(FileReader::sentence).or(() -> unused(definition.get()));
      if (found.isEmpty()) {
        return unexpanded(definition.get(), why.orElse("no use of it was found"));
      }
      failure.ifPresent(f -> found.add(reader.inDefinition(definition.get(), sentence(f))));
    }
    return Alike.merged(found);
  }

  private List<Found> read(Rooted rooted) {
    return reader.read(rooted.invocation(), crate.condition(rooted.root()), hints(rooted));
  }

  private List<Found> unexpanded(Invocation definition, String why) {
    Rooted rooted = new Rooted(path, outline, definition);
    return SiteReader.hasVariables(definition)
        ? List.of(reader.inDefinition(definition, why))
        : read(rooted);
  }

  private static Optional<Span> definitionOf(Invocation invocation) {
    return invocation.around().macro().flatMap(InMacro::definition);
  }

  /** The first call of a macro that nobody could expand. */
  private Optional<Failure> failure(Invocation definition, CompiledSites compiled) {
    return definitionOf(definition)
        .flatMap(s -> crate.expansions().failure(path, s.start()))
        .filter(f -> {
          Optional<Compilation.Point> call = point(f.call());
          Optional<Compilation.Point> end = end(definition);
          return call.isEmpty() || end.isEmpty() || !compiled.leads(call.get(), end.get());
        });
  }

  private static String sentence(Failure failure) {
    return "whose use at " + failure.call() + " is not expanded: " + failure.reason();
  }

  private Optional<String> unused(Invocation definition) {
    return definitionOf(definition)
        .filter(s -> crate.expansions().isExpanded(path, s.start()))
        .map(s -> "which no use leads to");
  }

  private Targets.Hints hints(Rooted rooted) {
    List<String> names = new ArrayList<>();
    if (!rooted.root().equals(path)) {
      names.addAll(crate.names(path));
    }
    names.addAll(crate.names(rooted.root()));
    names.addAll(rooted.invocation().around().scope().module().path());
    return new Targets.Hints(names, rooted.outline().uses(), crate.architectures());
  }
}

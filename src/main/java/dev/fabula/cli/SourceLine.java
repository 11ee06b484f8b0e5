package dev.fabula.cli;

import dev.fabula.check.Wording;
import dev.fabula.rust.Compilation;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Call;
import dev.fabula.site.Found;
import dev.fabula.site.Target;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a file as the user names it.
 *
 * @param path the file, normalized
 * @param line the line, from 1
 */
record SourceLine(Path path, int line) {

  private static final Pattern FORM = Pattern.compile("(.+?):([0-9]{1,9})(?::[0-9]*)?");

  private static final int MOST_LINES = 12;

  /**
   * The line that a text such as {@code src/lib.rs:12} or {@code src/lib.rs:12:5} names.
   *
   * @param wrong makes the exception for a text that names none
   */
  static SourceLine parse(String text, Function<String, RuntimeException> wrong) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      Path path = Path.of(matcher.group(1)).normalize();
      return new SourceLine(path, Integer.parseInt(matcher.group(2)));
    }
    Path path = Path.of(text).normalize();
    if (!Files.isRegularFile(path)) {
      throw wrong.apply("name a place: FILE:LINE");
    }
    throw wrong.apply("name a line of " + path + ": " + lines(places(path, Optional.empty())));
  }

  private static List<Found> places(Path path, Optional<TargetRequest> request) {
    return new Sources(request, fault -> {}).read(path).places();
  }

  private static String lines(List<Found> places) {
    List<String> lines = lineNumbers(places).stream().map(Object::toString).toList();
    if (lines.isEmpty()) {
      return "there is no inline assembly on any";
    }
    boolean all = lines.size() <= MOST_LINES;
    List<String> shown = all ? lines : lines.subList(0, MOST_LINES);
    String rest = all ? "" : ", and " + (lines.size() - MOST_LINES) + " more";
    String word = lines.size() == 1 ? "line " : "lines ";
    return "inline assembly is on " + word + Wording.list(shown) + rest;
  }

  /**
   * What invokes an asm macro on the line, for every target or the one that is asked for.
   *
   * @param wrong makes the exception for a line without any
   */
  List<Found> sites(
      Optional<TargetRequest> request,
      Compilation compilation,
      Function<String, RuntimeException> wrong) {
    if (Files.isDirectory(path)) {
      throw wrong.apply("'" + path + "' is a folder, not a file");
    }
    if (!Files.isRegularFile(path)) {
      throw wrong.apply("no file '" + path + "'");
    }
    Sources sources = new Sources(request, compilation, fault -> {});
    List<Found> all = sources.read(path).places();
    List<Found> here = here(all);
    if (here.isEmpty()) {
      here = here(elsewhere(sources));
    }
    if (here.isEmpty()) {
      throw wrong.apply("no inline assembly on line " + line + " of " + path + nearest(all));
    }
    List<Found> chosen = here.stream().filter(f -> isFor(f, request)).toList();
    if (chosen.isEmpty()) {
      throw wrong.apply("the site is not for that target, but for " + targets(here));
    }
    return chosen;
  }

  /** What was found in the other files of the crate, where a macro of the line may be defined. */
  private List<Found> elsewhere(Sources sources) {
    try {
      return RustReader.others(path).stream()
          .flatMap(file -> sources.read(file).places().stream())
          .toList();
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + e.getMessage(), e);
    }
  }

  /** Those of the line; of what several calls write, those that the calls on the line write. */
  private List<Found> here(List<Found> all) {
    return all.stream()
        .flatMap(found ->
            isOn(found.file(), found.span())
                ? Stream.of(found)
                : found.expansion().through(this::isOn).stream().map(found::with))
        .toList();
  }

  private boolean isOn(Call call) {
    return isOn(call.place().file(), call.place().span());
  }

  private boolean isOn(SourceFile file, Span span) {
    return file.path().equals(path.toString())
        && file.line(span.start()) <= line
        && line <= file.line(Math.max(span.start(), span.end() - 1));
  }

  private static boolean isFor(Found found, Optional<TargetRequest> request) {
    Optional<Target> target = target(found);
    return request.isEmpty()
        || target.isEmpty()
        || target.get().architecture() == request.get().architecture();
  }

  private static Optional<Target> target(Found found) {
    return switch (found) {
      case Found.Readable readable -> Optional.of(readable.site().target());
      case Found.NotAnalysed n -> n.target();
      case Found.Refused r -> r.target();
    };
  }

  private static String targets(List<Found> places) {
    return Wording.list(
        places.stream()
            .flatMap(f -> target(f).stream())
            .map(t -> t.architecture().rustName())
            .distinct()
            .toList());
  }

  private static SortedSet<Integer> lineNumbers(List<Found> places) {
    SortedSet<Integer> lines = new TreeSet<>();
    places.forEach(f -> lines.add(f.file().line(f.span().start())));
    return lines;
  }

  private String nearest(List<Found> all) {
    TreeSet<Integer> lines = new TreeSet<>(lineNumbers(all));
    List<String> near =
        Stream.of(lines.lower(line), lines.higher(line))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
    return switch (near.size()) {
      case 0 -> ", nor on any other";
      case 1 -> "; the nearest is on line " + near.getFirst();
      default -> "; the nearest are on lines " + Wording.list(near);
    };
  }
}

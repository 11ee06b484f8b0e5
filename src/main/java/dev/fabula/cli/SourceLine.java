package dev.fabula.cli;

import dev.fabula.check.Wording;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Call;
import dev.fabula.site.Found;
import dev.fabula.site.Target;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a file as the user names it.
 *
 * @param path the file
 * @param line the line, from 1
 */
record SourceLine(Path path, int line) {

  private static final Pattern FORM = Pattern.compile("(.+?):([0-9]{1,9})(?::[0-9]*)?");

  /** The line that a text such as {@code src/lib.rs:12} or {@code src/lib.rs:12:5} names. */
  static Optional<SourceLine> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new SourceLine(Path.of(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /**
   * What invokes an asm macro on the line, for every target or the one that is asked for.
   *
   * @param wrong makes the exception for a line without any
   */
  List<Found> sites(Optional<TargetRequest> request, Function<String, RuntimeException> wrong) {
    if (!Files.isRegularFile(path)) {
      throw wrong.apply("no file '" + path + "'");
    }
    List<Found> all = new Sources(request, fault -> {}).read(path).places();
    List<Found> here = all.stream().filter(this::isOn).toList();
    if (here.isEmpty()) {
      throw wrong.apply("no inline assembly on line " + line + " of " + path + nearest(all));
    }
    List<Found> chosen = here.stream().filter(f -> isFor(f, request)).toList();
    if (chosen.isEmpty()) {
      throw wrong.apply("the site is not for that target, but for " + targets(here));
    }
    return chosen;
  }

  private boolean isOn(Found found) {
    return isOn(found.file(), found.span())
        || (found instanceof Found.Readable readable
            && readable.site().expansion().stream().anyMatch(this::isOn));
  }

  private boolean isOn(Call call) {
    return isOn(call.place().file(), call.place().span());
  }

  private boolean isOn(SourceFile file, Span span) {
    return file.path().equals(path.normalize().toString())
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

  private String nearest(List<Found> all) {
    TreeSet<Integer> lines = new TreeSet<>();
    all.forEach(f -> lines.add(f.file().line(f.span().start())));
    List<String> near =
        java.util.stream.Stream.of(lines.lower(line), lines.higher(line))
            .filter(java.util.Objects::nonNull)
            .map(Object::toString)
            .toList();
    return switch (near.size()) {
      case 0 -> ", nor on any other";
      case 1 -> "; the nearest is on line " + near.getFirst();
      default -> "; the nearest are on lines " + Wording.list(near);
    };
  }
}

package dev.fabula.compiler;

import dev.fabula.rust.Compilation.Origin;
import dev.fabula.rust.Compilation.Point;
import dev.fabula.rust.CompiledAsm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What rustc prints of one crate, put together. */
final class Dumps {
  private static final List<String> TREE = List.of("-Zunpretty=thir-tree");
  private static final List<String> HYGIENE =
      List.of("-Zunpretty=expanded,hygiene", "-Zverbose-internals");

  private final Invocation invocation;
  private final Path output;
  private Optional<String> trouble = Optional.empty();

  /** The dumps of a crate; each is written to the given file. */
  Dumps(Invocation invocation, Path output) {
    this.invocation = invocation;
    this.output = output;
  }

  /** Why there is less than there should be. */
  Optional<String> trouble() {
    return trouble;
  }

  private record Found(Where where, CompiledAsm asm) {}

  /** Reads all statements with their origins. */
  void read(BiConsumer<Origin, CompiledAsm> statements) throws IOException {
    Optional<String> architecture = architecture();
    if (architecture.isEmpty()) {
      return;
    }
    List<Found> found = new ArrayList<>();
    ThirReader reader =
        new ThirReader(
            invocation.folder(), architecture.get(), (w, a) -> found.add(new Found(w, a)));
    ask(TREE, reader::read);
    Optional<Hygiene> hygiene =
        found.stream().anyMatch(f -> f.where().context() != 0) ? hygiene() : Optional.empty();
    for (Found f : found) {
      Optional<List<Point>> calls =
          f.where().context() == 0
              ? Optional.of(List.of())
              : hygiene.flatMap(h -> h.calls(f.where().context()));
      calls.ifPresent(c -> statements.accept(new Origin(f.where().end(), c), f.asm()));
    }
  }

  private Optional<Hygiene> hygiene() throws IOException {
    List<Hygiene> read = new ArrayList<>();
    ask(HYGIENE, lines -> read.add(Hygiene.read(lines, invocation.folder())));
    return read.stream().findFirst();
  }

  /** The machine, as rustc itself names it. */
  private Optional<String> architecture() throws IOException {
    List<String> names = new ArrayList<>();
    ask(
        List.of("--print=cfg"),
        lines ->
            lines
                .filter(l -> l.startsWith("target_arch=\""))
                .map(l -> l.substring(13, l.length() - 1))
                .forEach(names::add));
    return names.stream().findFirst();
  }

  private void ask(List<String> options, Consumer<Stream<String>> lines) throws IOException {
    Command command = invocation.printing(options);
    Optional<String> failure =
        Trouble.of(command.words().getFirst(), command.run(output), command.limit());
    if (failure.isPresent()) {
      trouble = trouble.or(() -> failure);
      return;
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
      lines.accept(reader.lines());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

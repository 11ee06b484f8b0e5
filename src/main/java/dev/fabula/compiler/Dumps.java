package dev.fabula.compiler;

import dev.fabula.mir.InlineConstants;
import dev.fabula.rust.Compilation;
import dev.fabula.rust.CompiledAsm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What rustc prints of one crate, put together. */
final class Dumps {
  private static final List<String> CONFIGURATION = List.of("--print=cfg");
  private static final List<String> TREE = List.of("-Zunpretty=thir-tree");
  private static final List<String> HYGIENE =
      List.of("-Zunpretty=expanded,hygiene", "-Zverbose-internals");
  private static final List<String> MIR =
      List.of(
          "-Zunpretty=mir",
          "-Zmir-opt-level=0",
          "-Zmir-include-spans=on",
          "-Ztrim-diagnostic-paths=no");

  private final Invocation invocation;
  private Optional<String> trouble = Optional.empty();
  private Optional<InlineConstants> constants = Optional.empty();

  /** The dumps of a crate. */
  Dumps(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Why there is less than there should be. */
  Optional<String> trouble() {
    return trouble;
  }

  private record Found(Where where, CompiledAsm asm) {}

  /** Reads all statements with their places. */
  void read(Consumer<Compilation.Statement> statements) {
    List<String> configuration = lines(CONFIGURATION);
    Optional<String> architecture = setting(configuration, "target_arch");
    Optional<Integer> width = setting(configuration, "target_pointer_width").map(Integer::parseInt);
    if (architecture.isEmpty() || width.isEmpty()) {
      return;
    }
    List<Found> found = new ArrayList<>();
    ThirReader reader =
        new ThirReader(
            invocation.folder(),
            architecture.get(),
            place -> constant(place, width.get()),
            (where, asm) -> found.add(new Found(where, asm)));
    ask(
        TREE,
        lines -> {
          reader.read(lines);
          return true;
        });
    Optional<Hygiene> hygiene = hygiene(found);
    found.forEach(f ->
        calls(f.where(), hygiene)
            .ifPresent(c ->
                statements.accept(
                    new Compilation.Statement(f.where().start(), f.where().end(), c, f.asm()))));
  }

  /** What is known of macro calls, if any statement comes of one. */
  private Optional<Hygiene> hygiene(List<Found> found) {
    boolean expanded = found.stream().anyMatch(f -> f.where().context() != 0);
    return expanded
        ? ask(HYGIENE, lines -> Hygiene.read(lines, invocation.folder()))
        : Optional.empty();
  }

  private static Optional<List<Compilation.Call>> calls(Where where, Optional<Hygiene> hygiene) {
    return where.context() == 0
        ? Optional.of(List.of())
        : hygiene.flatMap(h -> h.calls(where.context()));
  }

  private static Optional<String> setting(List<String> configuration, String key) {
    String start = key + "=\"";
    return configuration.stream()
        .filter(l -> l.startsWith(start))
        .map(l -> l.substring(start.length(), l.length() - 1))
        .findFirst();
  }

  private Optional<BigInteger> constant(String place, int pointerBits) {
    if (constants.isEmpty()) {
      constants = Optional.of(InlineConstants.of(lines(MIR), pointerBits));
    }
    return constants.get().at(place);
  }

  private List<String> lines(List<String> options) {
    return ask(options, Stream::toList).orElse(List.of());
  }

  /** Reads what rustc prints; empty if it fails. */
  private <T> Optional<T> ask(List<String> options, Function<Stream<String>, T> reading) {
    try {
      Path output = Files.createTempFile("fabula", ".txt");
      try {
        return ask(invocation.printing(options), output, reading);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> Optional<T> ask(Command command, Path output, Function<Stream<String>, T> reading)
      throws IOException {
    Optional<String> failure =
        Trouble.of(command.words().getFirst(), command.run(output), command.limit());
    trouble = trouble.or(() -> failure);
    if (failure.isPresent()) {
      return Optional.empty();
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8))) {
      return Optional.of(reading.apply(reader.lines()));
    }
  }
}

package dev.fabula.compiler;

import dev.fabula.rust.Compilation;
import dev.fabula.rust.CompiledAsm;
import dev.fabula.rust.RustReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the user's cargo and rustc make of the packages that are asked for. A package is built when
 * the first place in it is asked for; where that fails, it is told once and nothing is known.
 */
public final class UserBuild implements Compilation, AutoCloseable {
  private final String rustc;
  private final Optional<String> target;
  private final Consumer<String> troubles;
  private final Recorder recorder;
  private final Map<Path, List<Invocation>> invocations = new HashMap<>();
  private final Set<Path> known = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Map<Origin, List<CompiledAsm>> statements = new HashMap<>();
  private final Map<Path, Set<Statement>> byFile = new HashMap<>();

  /**
   * The programs that the environment names, or those on the path.
   *
   * @param target the triple to compile for; that of cargo's configuration if empty
   * @param troubles hears in one line each why a package is not known
   */
  public UserBuild(Optional<String> target, Consumer<String> troubles) {
    this(named("CARGO", "cargo"), named("RUSTC", "rustc"), target, troubles);
  }

  /** The given programs. */
  UserBuild(String cargo, String rustc, Optional<String> target, Consumer<String> troubles) {
    this.rustc = rustc;
    this.target = target;
    this.troubles = troubles;
    this.recorder = Recorder.of(cargo, target);
  }

  private static String named(String variable, String usual) {
    String name = System.getenv(variable);
    return name == null || name.isEmpty() ? usual : name;
  }

  @Override
  public List<CompiledAsm> at(Origin origin) {
    learnOf(origin.invocation().file());
    return statements.getOrDefault(origin, List.of());
  }

  @Override
  public List<Statement> of(Path file) {
    learnOf(file);
    return List.copyOf(byFile.getOrDefault(file, Set.of()));
  }

  private void learnOf(Path file) {
    Path unit = RustReader.crateRoot(file).orElse(file);
    if (known.add(unit)) {
      learn(unit);
    }
  }

  private void add(Statement statement) {
    statements.computeIfAbsent(statement.origin(), _ -> new ArrayList<>()).add(statement.asm());
    for (Point place : List.of(statement.end(), statement.outermost().end())) {
      byFile.computeIfAbsent(place.file(), _ -> new LinkedHashSet<>()).add(statement);
    }
  }

  private void learn(Path unit) {
    if (!Files.isDirectory(unit)) {
      ask(unit, Invocation.alone(rustc, unit, target));
      return;
    }
    if (!invocations.containsKey(unit)) {
      build(unit);
    }
    invocations.getOrDefault(unit, List.of()).forEach(i -> ask(unit, i));
  }

  private void build(Path unit) {
    Recorder.Build build = recorder.build(unit);
    for (Invocation invocation : build.invocations()) {
      invocation
          .manifest()
          .ifPresent(m ->
              invocations
                  .computeIfAbsent(Compilation.real(m), _ -> new ArrayList<>())
                  .add(invocation));
    }
    if (build.trouble().isPresent()) {
      tell("cargo check --offline", unit, build.trouble().get());
    } else if (!invocations.containsKey(unit)) {
      tell("cargo check --offline", unit, "it builds nothing of this package");
    }
  }

  private void tell(String program, Path unit, String cause) {
    if (told.add(cause)) {
      troubles.accept(unit + ": `" + program + "` fails: " + cause);
    }
  }

  private void ask(Path unit, Invocation invocation) {
    Dumps dumps = new Dumps(invocation);
    try {
      dumps.read(this::add);
    } catch (RuntimeException e) {
      // What rustc prints so is for people and may change with each version.
      tell("rustc", unit, "what it prints is not understood: " + e);
    }
    dumps.trouble().ifPresent(t -> tell("rustc", unit, t));
  }

  @Override
  public void close() {
    recorder.close();
  }
}

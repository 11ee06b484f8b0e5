package dev.fabula.rust;

import dev.fabula.rust.Outline.Declaration;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One crate: its files, read when they are needed, and the items in them. */
final class Crate implements CrateItems {
  private final Optional<Path> root;
  private final CargoFiles cargo;
  private final Map<Path, Optional<Outline>> outlines = new TreeMap<>();
  private final Map<SourceFile, Path> paths = new HashMap<>();
  private final Map<Path, Optional<Outline>> plain = new HashMap<>();
  private final Map<Path, SourceFile> sources = new HashMap<>();
  private final UnaryOperator<Path> naming;
  private final Map<Path, Condition> conditions = new HashMap<>();
  private final Map<Question, Boolean> possible = new HashMap<>();
  private Optional<List<Path>> files = Optional.empty();
  private Optional<Set<Path>> held = Optional.empty();
  private Optional<Index> index = Optional.empty();
  private Optional<CrateMacros> macros = Optional.empty();
  private Optional<Expansions> expansions = Optional.empty();

  /** Whether a machine may meet a condition. */
  private record Question(World world, Condition condition) {}

  /** All items by name. */
  private record Index(
      Map<String, List<Item>> items,
      Map<String, List<Item>> members,
      Set<String> memberNames,
      Set<String> modules) {}

  private Crate(Optional<Path> root, UnaryOperator<Path> naming) {
    this.root = root;
    this.naming = naming;
    this.cargo = CargoFiles.read(root);
  }

  /**
   * The crate whose manifest is in the given folder.
   *
   * @param naming the names that files are told by
   */
  static Crate at(Path root, UnaryOperator<Path> naming) {
    return new Crate(Optional.of(root), naming);
  }

  /** A file that belongs to no crate. */
  static Crate none() {
    return new Crate(Optional.empty(), UnaryOperator.identity());
  }

  /** The folder with the manifest. */
  Optional<Path> root() {
    return root;
  }

  /** Architectures that the crate as a whole is for. */
  List<String> architectures() {
    return cargo.architectures();
  }

  /** Makes a file known that was read elsewhere, so that it is not read again. */
  Outline add(Path path, SourceFile file) {
    SourceFile known = sources.put(path, file);
    paths.put(file, path);
    if (known != null && !Arrays.equals(known.bytes(), file.bytes())) {
      macros = Optional.empty();
      expansions = Optional.empty();
      outlines.clear();
      plain.remove(path);
      conditions.clear();
    }
    return outlined(path, file);
  }

  private Outline outlined(Path path, SourceFile file) {
    Outline outline = Outliner.read(file, macros());
    outlines.put(path, Optional.of(outline.withoutOwnSites()));
    return outline;
  }

  /** The outline of a file of the crate, without its own sites; empty if it cannot be read. */
  Optional<Outline> outline(Path path) {
    Optional<Outline> known = outlines.get(path);
    if (known != null) {
      return known;
    }
    Optional<Outline> outline = source(path).map(file -> outlined(path, file).withoutOwnSites());
    outlines.put(path, outline);
    return outline;
  }

  /** The outline of a file without any expansion; empty if it cannot be read. */
  private Optional<Outline> plain(Path path) {
    return plain.computeIfAbsent(
        path, p -> source(p).map(file -> Outliner.read(file, MacroIndex.NONE).alone()));
  }

  /** A file by its path, of this crate or of another one; empty if it cannot be read. */
  Optional<SourceFile> source(Path path) {
    SourceFile known = sources.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      SourceFile file = SourceFile.of(naming.apply(path).toString(), Files.readAllBytes(path));
      sources.put(path, file);
      paths.put(file, path);
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public MacroIndex macros() {
    if (macros.isEmpty()) {
      Set<Path> all = new LinkedHashSet<>(files());
      all.addAll(sources.keySet());
      List<MacroDefinition> definitions = new ArrayList<>();
      for (Path path : all) {
        source(path)
            .filter(MacroDefinition::mayOccur)
            .flatMap(file -> plain(path))
            .ifPresent(o -> definitions.addAll(o.macros().defined()));
      }
      macros = Optional.of(new CrateMacros(this, definitions));
    }
    return macros.get();
  }

  /** What macro calls in all files of the crate write into the texts of macros. */
  Expansions expansions() {
    if (expansions.isEmpty()) {
      Set<Path> all = new LinkedHashSet<>(files());
      all.addAll(sources.keySet());
      all.forEach(this::outline);
      expansions = Optional.of(new Expansions(this, outlines));
    }
    return expansions.get();
  }

  /** The path of a file of the crate that was read. */
  Optional<Path> path(SourceFile file) {
    return Optional.ofNullable(paths.get(file));
  }

  /** The condition under which a file is compiled. */
  Condition condition(Path path) {
    Condition known = conditions.get(path);
    if (known != null) {
      return known;
    }
    Condition condition = condition(path, new HashSet<>());
    conditions.put(path, condition);
    return condition;
  }

  private Condition condition(Path path, Set<Path> seen) {
    Condition own = plain(path).map(Outline::condition).orElse(Conditions.ALWAYS);
    if (root.isEmpty() || !seen.add(path) || ModulePaths.isRoot(path)) {
      return own;
    }
    List<Path> parents = ModulePaths.parents(path);
    Optional<Condition> declared = declared(path, parents, seen);
    if (declared.isEmpty()) {
      List<Path> others = files().stream().filter(f -> !parents.contains(f)).toList();
      declared = declared(path, others, seen);
    }
    return declared.orElse(Conditions.ALWAYS).and(own);
  }

  private Optional<Condition> declared(Path path, List<Path> parents, Set<Path> seen) {
    Optional<Condition> found = Optional.empty();
    for (Path parent : parents) {
      for (Declaration declaration : declarations(parent)) {
        if (ModulePaths.declares(parent, declaration, path)) {
          Condition here = condition(parent, seen).and(declaration.condition());
          found = Optional.of(found.map(c -> c.or(here)).orElse(here));
        }
      }
    }
    return found;
  }

  private List<Declaration> declarations(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return plain(file).map(Outline::declarations).orElse(List.of());
  }

  /** Names of the folders, files and modules from the crate's root to a file. */
  List<String> names(Path path) {
    return root.map(r -> ModulePaths.names(r, path))
        .orElseGet(() -> List.of(ModulePaths.stem(path)));
  }

  @Override
  public boolean isPossible(World world, Condition condition) {
    return possible.computeIfAbsent(
        new Question(world, condition), q -> Possibility.in(q.world(), q.condition()));
  }

  /**
   * Whether a file belongs to the crate.
   *
   * @param real its path without links
   */
  boolean holds(Path real) {
    if (held.isEmpty()) {
      held = Optional.of(files().stream().map(Compilation::real).collect(Collectors.toSet()));
    }
    return held.get().contains(real);
  }

  private List<Path> files() {
    if (files.isEmpty()) {
      files = Optional.of(listed());
    }
    return files.get();
  }

  private List<Path> listed() {
    if (root.isEmpty()) {
      return List.of();
    }
    try {
      return Listing.crateFiles(root.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Index index() {
    if (index.isEmpty()) {
      index = Optional.of(makeIndex());
    }
    return index.get();
  }

  private Index makeIndex() {
    Index result =
        new Index(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>(), new HashSet<>());
    for (Path file : files()) {
      outline(file);
    }
    outlines.forEach((path, outline) -> {
      result.modules().addAll(names(path));
      outline.ifPresent(o -> add(o.module(), result));
    });
    result.modules().removeAll(Set.of("src", "core", "std", "alloc", "libc"));
    return result;
  }

  private static void add(Module module, Index index) {
    module
        .items()
        .forEach((n, i) -> index.items().computeIfAbsent(n, _ -> new ArrayList<>()).addAll(i));
    module
        .members()
        .forEach((name, items) -> {
          index.members().computeIfAbsent(name, _ -> new ArrayList<>()).addAll(items);
          index.memberNames().add(name.substring(name.lastIndexOf(':') + 1));
        });
    for (Module child : module.children()) {
      index.modules().add(child.path().getLast());
      add(child, index);
    }
  }

  @Override
  public List<Item> items(String name) {
    return index().items().getOrDefault(name, List.of());
  }

  @Override
  public List<Item> members(String owner, String name) {
    return index().members().getOrDefault(owner + "::" + name, List.of());
  }

  @Override
  public boolean hasMember(String name) {
    return index().memberNames().contains(name);
  }

  @Override
  public boolean isModule(String name) {
    return index().modules().contains(name);
  }

  @Override
  public List<String> path(Item item) {
    Module module = item.scope().module();
    List<String> path = new ArrayList<>(path(module.file()).map(this::names).orElse(List.of()));
    path.removeIf(n -> n.equals("src") || n.equals("mod") || n.equals("lib"));
    path.addAll(module.path());
    return path;
  }
}

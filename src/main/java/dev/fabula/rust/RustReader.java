package dev.fabula.rust;

import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds and reads the asm sites of Rust files. It remembers the crates of the files that it read
 * last; it is not for several threads at once.
 */
public final class RustReader {
  private static final int CRATES = 4;

  private final Targets targets;
  private final Compilation compilation;
  private final Map<Path, Crate> crates =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Crate> eldest) {
          return size() > CRATES;
        }
      };

  private RustReader(Targets targets, Compilation compilation) {
    this.targets = targets;
    this.compilation = compilation;
  }

  /**
   * A reader for files whose text does not tell the architecture of a site.
   *
   * @param request the target that the user asked for
   * @param host the machine that is taken without a request
   */
  public static RustReader of(Optional<TargetRequest> request, TargetRequest host) {
    return of(request, host, Compilation.NONE);
  }

  /** The same kind of reader, with a compiler that may know types and values. */
  public static RustReader of(
      Optional<TargetRequest> request, TargetRequest host, Compilation compilation) {
    return new RustReader(new Targets(request, host), compilation);
  }

  /**
   * Everything that invokes an asm macro in a file of a crate, in the order of the file.
   *
   * @throws IOException if the file cannot be read
   */
  public List<Found> read(Path path) throws IOException {
    return read(path, SourceFile.read(path));
  }

  /** Everything that invokes an asm macro in a file of a crate, if the file had the given text. */
  public List<Found> read(Path path, SourceFile file) {
    boolean written = AsmNames.mayOccur(file);
    if (!written && compilation == Compilation.NONE) {
      return List.of();
    }
    Path absolute = path.toAbsolutePath().normalize();
    Optional<Path> root = crateRoot(path);
    if (!written && root.isEmpty()) {
      return List.of();
    }
    Crate crate =
        root.map(r -> crates.computeIfAbsent(r, k -> Crate.at(k, naming(path))))
            .orElseGet(Crate::none);
    return read(file, absolute, crate);
  }

  /** Everything that invokes an asm macro in a text that belongs to no crate. */
  public List<Found> read(SourceFile file) {
    return AsmNames.mayOccur(file) ? read(file, Path.of(file.path()), Crate.none()) : List.of();
  }

  private List<Found> read(SourceFile file, Path path, Crate crate) {
    return new FileReader(path, file, crate, targets, compilation).read();
  }

  /**
   * The other files of a file's crate, named as the file is; they may use its macros and it theirs.
   *
   * @throws IOException if a folder of the crate cannot be read
   */
  public static List<Path> others(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Optional<Path> root = crateRoot(path);
    return root.isEmpty()
        ? List.of()
        : Listing.crateFiles(root.get()).stream()
            .filter(file -> !file.equals(absolute))
            .map(naming(path))
            .toList();
  }

  /** Files of a crate are told by names of the kind that the user gave. */
  private static UnaryOperator<Path> naming(Path given) {
    Path here = Path.of("").toAbsolutePath();
    return given.isAbsolute() ? UnaryOperator.identity() : here::relativize;
  }

  /** The folder of the manifest of the package that a file is in. */
  public static Optional<Path> crateRoot(Path file) {
    Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent());
    while (folder.isPresent()) {
      if (Files.isRegularFile(folder.get().resolve("Cargo.toml"))) {
        return folder;
      }
      folder = Optional.ofNullable(folder.get().getParent());
    }
    return Optional.empty();
  }
}

package dev.fabula.rust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The source files under files and folders, without what version control and Cargo leave out. */
public final class Listing {
  private static final Set<String> RUST = Set.of(".rs");
  private static final Set<String> CONTROL = Set.of(".git", ".hg", ".svn", ".jj");

  /** The ignore file of a folder. */
  private record Level(Path folder, GitIgnore rules) {}

  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<Path> files = new ArrayList<>();
  private final boolean oneCrate;
  private final Set<String> endings;

  private Listing(boolean oneCrate, Set<String> endings) {
    this.oneCrate = oneCrate;
    this.endings = endings;
  }

  /**
   * All source files under the given files and folders, in a fixed order and each once. A file that
   * is given itself is always in the list.
   *
   * @param endings how names of source files end, with the dot
   * @param excludes patterns in the syntax of {@code .gitignore}, relative to each given folder
   * @throws IOException if a given path does not exist or a folder cannot be read
   */
  public static List<Path> files(List<Path> roots, Set<String> endings, List<String> excludes)
      throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path root : roots) {
      Listing listing = new Listing(false, endings);
      if (Files.isRegularFile(root)) {
        all.add(root);
      } else {
        listing.pushAround(root);
        listing.levels.push(new Level(root, GitIgnore.parse(String.join("\n", excludes))));
        listing.walk(root, false);
        all.addAll(listing.files);
      }
    }
    return all.stream().distinct().toList();
  }

  /** All Rust files of the crate in a folder, without those of crates in folders below. */
  static List<Path> crateFiles(Path root) throws IOException {
    Listing listing = new Listing(true, RUST);
    listing.walk(root, false);
    return listing.files;
  }

  /** Takes in the ignore files between the root of the repository and a folder. */
  private void pushAround(Path root) throws IOException {
    List<Path> around = new ArrayList<>();
    Path folder = root.toAbsolutePath().normalize();
    while (!Files.exists(folder.resolve(".git")) && folder.getParent() != null) {
      folder = folder.getParent();
      around.addFirst(folder);
    }
    if (!Files.exists(folder.resolve(".git"))) {
      return;
    }
    for (Path above : around) {
      push(above);
    }
  }

  private boolean push(Path folder) throws IOException {
    Path file = folder.resolve(".gitignore");
    if (!Files.isRegularFile(file)) {
      return false;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    levels.push(new Level(folder, GitIgnore.parse(text)));
    return true;
  }

  private void walk(Path folder, boolean below) throws IOException {
    if (oneCrate && below && Files.isRegularFile(folder.resolve("Cargo.toml"))) {
      return;
    }
    boolean pushed = push(folder);
    for (Path entry : entries(folder)) {
      boolean directory = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
      if (directory && !isSkipped(entry) && !isIgnored(entry, true)) {
        walk(entry, true);
      } else if (isSource(entry) && !isIgnored(entry, false)) {
        files.add(entry);
      }
    }
    if (pushed) {
      levels.pop();
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private boolean isSource(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && endings.contains(name.substring(dot)) && Files.isRegularFile(file);
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static boolean isSkipped(Path folder) {
    return CONTROL.contains(name(folder)) || name(folder).equals("target") && isBuildFolder(folder);
  }

  private static boolean isBuildFolder(Path folder) {
    return Files.exists(folder.resolve("CACHEDIR.TAG"))
        || Files.exists(folder.resolveSibling("Cargo.toml"));
  }

  private boolean isIgnored(Path path, boolean folder) {
    for (Level level : levels) {
      Path base = level.folder().isAbsolute() ? path.toAbsolutePath().normalize() : path;
      String relative = level.folder().relativize(base).toString().replace('\\', '/');
      Optional<Boolean> decided = level.rules().ignores(relative, folder);
      if (decided.isPresent()) {
        return decided.get();
      }
    }
    return false;
  }
}

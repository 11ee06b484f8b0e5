package dev.fabula.rust;

import dev.fabula.rust.Outline.Declaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How modules and files belong together (Reference, items.mod.outlined). */
final class ModulePaths {
  private static final Set<String> ROOTS = Set.of("lib.rs", "main.rs", "build.rs");

  private ModulePaths() {}

  /** Whether a file is the root of a crate by custom. */
  static boolean isRoot(Path file) {
    return ROOTS.contains(fileName(file));
  }

  /** The file's name without its extension. */
  static String stem(Path file) {
    String name = fileName(file);
    return name.endsWith(".rs") ? name.substring(0, name.length() - 3) : name;
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The files that declare the module of a file, unless a path attribute does. */
  static List<Path> parents(Path file) {
    Path folder = file.resolveSibling("").normalize();
    List<Path> parents = new ArrayList<>();
    boolean nested = fileName(file).equals("mod.rs");
    Path around = nested ? folder.resolveSibling("").normalize() : folder;
    parents.add(around.resolve("mod.rs"));
    parents.add(around.resolve("lib.rs"));
    parents.add(around.resolve("main.rs"));
    if (around.getFileName() != null) {
      parents.add(around.resolveSibling(around.getFileName() + ".rs"));
    }
    parents.remove(file);
    return parents;
  }

  /** Whether a declaration in one file is of the module in another. */
  static boolean declares(Path parent, Declaration declaration, Path file) {
    Path folder = parent.resolveSibling("");
    if (declaration.file().isPresent()) {
      String path = declaration.file().get().replace('\\', '/');
      return folder.resolve(path).normalize().equals(file.normalize());
    }
    Path base =
        isRoot(parent) || stem(parent).equals("mod") ? folder : folder.resolve(stem(parent));
    for (String module : declaration.inside()) {
      base = base.resolve(module);
    }
    Path flat = base.resolve(declaration.name() + ".rs").normalize();
    Path nested = base.resolve(declaration.name()).resolve("mod.rs").normalize();
    return file.normalize().equals(flat) || file.normalize().equals(nested);
  }

  /** Names of the folders and files from a folder to a file in it, without extension. */
  static List<String> names(Path root, Path file) {
    List<String> names = new ArrayList<>();
    Path relative = file.startsWith(root) ? root.relativize(file) : file.getFileName();
    for (Path part : relative) {
      names.add(part.toString());
    }
    names.removeLast();
    names.add(stem(file));
    return names;
  }
}

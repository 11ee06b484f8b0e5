package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Cargo's files tell of a crate.
 *
 * @param name the package's name
 * @param architectures architectures that the crate as a whole is for, as {@code target_arch} names
 *     them; none if nothing tells
 */
record CargoFiles(Optional<String> name, List<String> architectures) {
  private static final Pattern SECTION = Pattern.compile("^\\s*\\[([^\\]]*)]\\s*(?:#.*)?$");
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Pattern TRIPLE = Pattern.compile("[a-z0-9_.]+(-[a-z0-9_.]+){1,3}");
  private static final Pattern DEPENDENCY = Pattern.compile("^\\s*([A-Za-z0-9_-]+)\\s*[=.]");
  private static final int LEVELS = 4;

  /** Reads the manifest in a folder, and Cargo's configuration there and in the folders around. */
  static CargoFiles read(Optional<Path> root) {
    if (root.isEmpty()) {
      return new CargoFiles(Optional.empty(), List.of());
    }
    String manifest = text(root.get().resolve("Cargo.toml"));
    Optional<String> name = values(manifest, "package", "name").stream().findFirst();
    List<String> byName = name.map(Conventions::ofCrate).orElse(List.of());
    if (!byName.isEmpty()) {
      return new CargoFiles(name, byName);
    }
    return Stream.<Supplier<List<String>>>of(
            () -> configured(root.get()),
            () -> documented(manifest),
            () -> metadata(manifest),
            () -> dependencies(manifest))
        .map(Supplier::get)
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(found -> new CargoFiles(name, found))
        .orElseGet(() -> new CargoFiles(name, List.of()));
  }

  private static List<String> configured(Path root) {
    Optional<Path> folder = Optional.of(root);
    for (int i = 0; i < LEVELS && folder.isPresent(); i++) {
      for (String file : List.of("config.toml", "config")) {
        String text = text(folder.get().resolve(".cargo").resolve(file));
        List<String> found = architectures(values(text, "build", "target"));
        if (!found.isEmpty()) {
          return found;
        }
      }
      folder = Optional.ofNullable(folder.get().getParent());
    }
    return List.of();
  }

  private static List<String> documented(String manifest) {
    String section = "package.metadata.docs.rs";
    List<String> first = architectures(values(manifest, section, "default-target"));
    if (!first.isEmpty()) {
      return first;
    }
    List<String> all = architectures(values(manifest, section, "targets"));
    return all.size() == 1 ? all : List.of();
  }

  /** The one architecture of all the triples that tools of the package are told. */
  private static List<String> metadata(String manifest) {
    List<String> triples = new ArrayList<>();
    forEachLine(
        manifest,
        (section, line) -> {
          if (section.startsWith("package.metadata")) {
            strings(line).stream().filter(s -> TRIPLE.matcher(s).matches()).forEach(triples::add);
          }
        });
    List<String> all = architectures(triples);
    return all.size() == 1 ? all : List.of();
  }

  /** What the names of all crates say that the package cannot do without, if they agree. */
  private static List<String> dependencies(String manifest) {
    Set<List<String>> said = new LinkedHashSet<>();
    forEachLine(
        manifest,
        (section, line) -> {
          Matcher dependency = DEPENDENCY.matcher(line);
          if (section.equals("dependencies") && dependency.find() && !line.contains("optional")) {
            said.add(Conventions.ofCrate(dependency.group(1)));
          }
        });
    said.remove(List.<String>of());
    return said.size() == 1 ? said.iterator().next() : List.of();
  }

  private static void forEachLine(String toml, BiConsumer<String, String> action) {
    String section = "";
    for (String line : toml.lines().toList()) {
      Matcher header = SECTION.matcher(line);
      if (header.matches()) {
        section = header.group(1).strip();
      } else {
        action.accept(section, line);
      }
    }
  }

  private static List<String> architectures(List<String> triples) {
    return triples.stream()
        .flatMap(t -> Architecture.ofTriple(t).stream())
        .map(Architecture::rustName)
        .distinct()
        .toList();
  }

  /** The strings that a key of a section is set to; enough of TOML for manifests. */
  private static List<String> values(String toml, String section, String key) {
    Pattern assignment =
        Pattern.compile("^\\s*" + Pattern.quote(key) + "\\s*=\\s*(\\[[^\\]]*]|.*)", Pattern.DOTALL);
    String current = "";
    List<String> lines = toml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = SECTION.matcher(lines.get(i));
      if (header.matches()) {
        current = header.group(1).strip();
      }
      Matcher matcher = assignment.matcher(lines.get(i));
      if (current.equals(section) && matcher.find()) {
        boolean open = matcher.group(1).startsWith("[") && !matcher.group(1).contains("]");
        String rest = String.join("\n", lines.subList(i, lines.size()));
        return strings(open ? rest.substring(0, end(rest)) : matcher.group(1));
      }
    }
    return List.of();
  }

  private static int end(String text) {
    int end = text.indexOf(']');
    return end < 0 ? text.length() : end;
  }

  private static List<String> strings(String text) {
    List<String> strings = new ArrayList<>();
    Matcher matcher = STRING.matcher(text);
    while (matcher.find()) {
      strings.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return strings;
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      return "";
    }
  }
}

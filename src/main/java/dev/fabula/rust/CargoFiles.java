package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    List<String> configured = configured(root.get());
    List<String> documented = documented(manifest);
    return new CargoFiles(name, configured.isEmpty() ? documented : configured);
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

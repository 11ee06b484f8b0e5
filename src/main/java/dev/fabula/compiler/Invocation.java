package dev.fabula.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of rustc, as cargo asked for it.
 *
 * @param folder where it ran; relative paths in its answers start there
 * @param words the program and its arguments
 * @param environment all its variables
 */
record Invocation(Path folder, List<String> words, Map<String, String> environment) {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Set<String> DROPPED =
      Set.of("--emit", "--error-format", "--json", "--diagnostic-width", "--color");

  /** Copies the collections. */
  Invocation {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads a record: folder, number of words, words and variables, each followed by a zero byte.
   *
   * @throws IOException if it cannot be read or is none
   */
  static Invocation read(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> fields = List.of(text.split("\0", -1));
    try {
      int count = Integer.parseInt(fields.get(1));
      Map<String, String> environment = new LinkedHashMap<>();
      for (String field : fields.subList(2 + count, fields.size())) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          environment.put(field.substring(0, equals), field.substring(equals + 1));
        }
      }
      return new Invocation(Path.of(fields.get(0)), fields.subList(2, 2 + count), environment);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("no record of a run of rustc: " + file, e);
    }
  }

  /** A file that is a crate by itself. */
  static Invocation alone(String rustc, Path file, Optional<String> target) {
    List<String> words =
        new ArrayList<>(
            List.of(
                rustc,
                file.toString(),
                "--crate-name=alone",
                "--crate-type=lib",
                "--edition=2021"));
    target.ifPresent(t -> words.add("--target=" + t));
    return new Invocation(Path.of("").toAbsolutePath(), words, Map.of());
  }

  /** The folder of the package whose crate is compiled. */
  Optional<Path> manifest() {
    return Optional.ofNullable(environment.get("CARGO_MANIFEST_DIR")).map(Path::of);
  }

  /** Whether a crate of the user is compiled, and not a build script or a question of cargo. */
  boolean isCrate() {
    Optional<String> name = option("--crate-name");
    return name.isPresent() && !name.get().equals("___") && !name.get().startsWith("build_script_");
  }

  /** The target as {@code --target} takes it; empty for the machine on which we run. */
  Optional<String> target() {
    return option("--target");
  }

  private Optional<String> option(String name) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(name) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
      if (word.startsWith(name + "=")) {
        return Optional.of(word.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  /** The same run, but to print something in the place of compiling. */
  Command printing(List<String> options) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean incremental =
          word.equals("-C") && i + 1 < words.size() && words.get(i + 1).startsWith("incremental=");
      if (incremental || DROPPED.contains(word)) {
        i++;
      } else if (DROPPED.stream().noneMatch(d -> word.startsWith(d + "="))) {
        kept.add(word);
      }
    }
    kept.addAll(options);
    kept.add("--error-format=short");
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.put("RUSTC_BOOTSTRAP", "1");
    return new Command(kept, folder, variables, LIMIT);
  }
}

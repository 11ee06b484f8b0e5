package dev.fabula;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The packages and the arrows between them, as the table of {@code docs/architecture.md} has them.
 */
record Layers(Map<String, Set<String>> arrows) {
  private static final String TITLE = "| package | holds | may use |";

  /** Reads the table; every row may name several packages, and "all" stands for every package. */
  static Layers read(Path document) throws IOException {
    List<String> lines = Files.readAllLines(document);
    List<List<String>> rows =
        lines.subList(lines.indexOf(TITLE) + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> List.of(line.split("\\|", -1)))
            .toList();
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    rows.forEach(row -> names(row.get(1)).forEach(name -> arrows.put(name, names(row.get(3)))));
    arrows.replaceAll((name, uses) -> uses.contains("all") ? arrows.keySet() : uses);
    return new Layers(arrows);
  }

  /** The package itself and all that it may use, directly or through what it uses. */
  Set<String> reach(String name) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(arrows.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private static Set<String> names(String cell) {
    Set<String> names =
        new LinkedHashSet<>(Arrays.asList(cell.strip().replace("`", "").split(", ")));
    names.remove("–");
    return names;
  }
}

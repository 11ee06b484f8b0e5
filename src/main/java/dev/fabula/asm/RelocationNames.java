package dev.fabula.asm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The names that the processors' ABI supplements give to relocation types. */
final class RelocationNames {
  private static final Map<Integer, Map<Integer, String>> NAMES = read();

  private RelocationNames() {}

  /** The name without the {@code R_ARCH_} prefix, or {@code #number} if there is none. */
  static String name(int machine, int type) {
    String name = NAMES.getOrDefault(machine, Map.of()).get(type);
    return name == null ? "#" + type : name;
  }

  private static Map<Integer, Map<Integer, String>> read() {
    try (var stream = RelocationNames.class.getResourceAsStream("relocations.txt");
        var reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      return parse(reader);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Map<Integer, Map<Integer, String>> parse(BufferedReader reader)
      throws IOException {
    Map<Integer, Map<Integer, String>> names = new HashMap<>();
    Map<Integer, String> current = new HashMap<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int blank = line.indexOf(' ');
      if (line.startsWith("machine ")) {
        current = new HashMap<>();
        names.put(Integer.valueOf(line.substring(blank + 1)), current);
      } else if (!line.startsWith("#")) {
        current.put(Integer.valueOf(line.substring(0, blank)), line.substring(blank + 1));
      }
    }
    return names;
  }
}

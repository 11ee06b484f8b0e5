package dev.fabula.machine;

import dev.fabula.mir.Type;
import dev.fabula.story.Rustc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the compiler how it lays types out, in the crate that they are of. */
final class Probe implements Types.Prober {

  private static final Pattern ERROR = Pattern.compile("^<anon>:(\\d+):\\d+: error(.*)$");
  private static final int ROUNDS = 3;

  private final Rustc rustc;
  private final String text;
  private final Path folder;
  private final List<String> options;
  private final Definitions definitions;
  private final int lines;

  /**
   * A probe.
   *
   * @param text the crate
   * @param options how it is compiled
   */
  Probe(Rustc rustc, String text, Path folder, List<String> options, Definitions definitions) {
    this.rustc = rustc;
    this.text = text;
    this.folder = folder;
    this.options = options;
    this.definitions = definitions;
    this.lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
  }

  @Override
  public Map<Type, Shape> shapes(Set<Type> types) {
    List<Type> asked =
        new ArrayList<>(
            types.stream().filter(t -> RustNames.of(t, definitions).isPresent()).toList());
    Map<Type, Shape> shapes = new HashMap<>();
    for (int round = 0; round < ROUNDS && !asked.isEmpty(); round++) {
      Optional<Rustc.Answer> answer = rustc.ask(program(asked), folder, options);
      if (answer.isEmpty()) {
        return shapes;
      }
      Set<Type> nameless = new HashSet<>();
      read(answer.get().errors(), asked, shapes, nameless);
      if (nameless.isEmpty() || !shapes.isEmpty()) {
        return shapes;
      }
      asked.removeAll(nameless);
    }
    return shapes;
  }

  private String program(List<Type> types) {
    StringBuilder program = new StringBuilder("#![feature(rustc_attrs)] extern crate alloc; ");
    program.append(text).append('\n');
    for (int i = 0; i < types.size(); i++) {
      program
          .append("#[rustc_layout(debug)] type __Fabula")
          .append(i)
          .append(" = ")
          .append(RustNames.of(types.get(i), definitions).orElse("()"))
          .append(";\n");
    }
    return program.toString();
  }

  private void read(String errors, List<Type> types, Map<Type, Shape> shapes, Set<Type> nameless) {
    List<String> all = errors.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      Matcher error = ERROR.matcher(all.get(i));
      int index = error.matches() ? Integer.parseInt(error.group(1)) - lines - 1 : -1;
      if (index < 0 || index >= types.size()) {
        continue;
      }
      int layout = error.group(2).indexOf(" = Layout {");
      if (layout < 0) {
        nameless.add(types.get(index));
        continue;
      }
      StringBuilder tree = new StringBuilder(error.group(2).substring(layout + 3));
      for (i++; i < all.size() && !all.get(i).strip().equals("}"); i++) {
        tree.append('\n').append(all.get(i));
      }
      shapes.put(types.get(index), Shape.of(DebugTree.of(tree.append("\n}").toString())));
    }
  }
}

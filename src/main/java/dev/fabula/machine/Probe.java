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
import java.util.TreeMap;
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
  }

  @Override
  public Map<Type, Shape> shapes(Set<Type> types) {
    List<Type> asked =
        new ArrayList<>(
            types.stream().filter(t -> RustNames.of(t, definitions).isPresent()).toList());
    Map<Type, Shape> shapes = new HashMap<>();
    for (int round = 0; round < ROUNDS && !asked.isEmpty(); round++) {
      Map<Integer, Integer> lines = new HashMap<>();
      Optional<Rustc.Answer> answer = rustc.ask(program(asked, lines), folder, options);
      if (answer.isEmpty()) {
        return shapes;
      }
      Set<Type> nameless = new HashSet<>();
      read(answer.get().errors(), asked, lines, shapes, nameless);
      if (nameless.isEmpty() || !shapes.isEmpty()) {
        return shapes;
      }
      asked.removeAll(nameless);
    }
    return shapes;
  }

  /** The crate with a line for each type, inside of its function if nothing else can name it. */
  private String program(List<Type> types, Map<Integer, Integer> lines) {
    TreeMap<Integer, List<Integer>> inside = new TreeMap<>();
    for (int i = 0; i < types.size(); i++) {
      inside.computeIfAbsent(place(types.get(i)), p -> new ArrayList<>()).add(i);
    }
    StringBuilder program = new StringBuilder("#![feature(rustc_attrs)] extern crate alloc; ");
    int line = 1;
    int from = 0;
    for (Map.Entry<Integer, List<Integer>> at : inside.entrySet()) {
      String part = text.substring(from, at.getKey());
      from = at.getKey();
      program.append(part).append('\n');
      line += (int) part.chars().filter(c -> c == '\n').count() + 1;
      for (int type : at.getValue()) {
        lines.put(line++, type);
        program
            .append("#[rustc_layout(debug)] type __Fabula")
            .append(type)
            .append(" = ")
            .append(RustNames.of(types.get(type), definitions).orElse("()"))
            .append(";\n");
      }
    }
    return program.append(text.substring(from)).toString();
  }

  /** Where a type can be named. */
  private int place(Type type) {
    return local(type).orElse(text.length());
  }

  private Optional<Integer> local(Type type) {
    return switch (type) {
      case Type.Named named -> {
        Optional<Integer> own = definitions.get(named.path()).flatMap(Definition::inside);
        yield own.isPresent() ? own : local(named.arguments());
      }
      case Type.Tuple(List<Type> elements) -> local(elements);
      case Type.Array(Type element, var _) -> local(element);
      case Type.Slice(Type element) -> local(element);
      case Type.Pointer(var _, var _, Type pointee) -> local(pointee);
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _ -> Optional.empty();
      case Type.Other _ -> Optional.empty();
    };
  }

  private Optional<Integer> local(List<Type> types) {
    return types.stream().flatMap(t -> local(t).stream()).max(Integer::compare);
  }

  private static void read(
      String errors,
      List<Type> types,
      Map<Integer, Integer> lines,
      Map<Type, Shape> shapes,
      Set<Type> nameless) {
    List<String> all = errors.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      Matcher error = ERROR.matcher(all.get(i));
      int index = error.matches() ? lines.getOrDefault(Integer.parseInt(error.group(1)), -1) : -1;
      if (index < 0) {
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

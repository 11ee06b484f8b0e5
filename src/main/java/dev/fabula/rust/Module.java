package dev.fabula.rust;

import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of one module, or of one function body, which is a module without a name. */
final class Module {
  private final SourceFile file;
  private final String name;
  private final Optional<Module> parent;
  private final boolean named;
  private final Map<String, List<Item>> items = new LinkedHashMap<>();
  private final Map<String, List<Item>> members = new LinkedHashMap<>();
  private final List<Module> children = new ArrayList<>();

  private Module(SourceFile file, String name, Optional<Module> parent, boolean named) {
    this.file = file;
    this.name = name;
    this.parent = parent;
    this.named = named;
  }

  /** The module that a file is. */
  static Module of(SourceFile file) {
    return new Module(file, "", Optional.empty(), true);
  }

  /** A module written inside this one. */
  Module child(String childName) {
    Module child = new Module(file, childName, Optional.of(this), true);
    children.add(child);
    return child;
  }

  /** A body inside this module, whose names are seen nowhere else. */
  Module body() {
    return new Module(file, "", Optional.of(this), false);
  }

  /** The file that holds the module. */
  SourceFile file() {
    return file;
  }

  /** The module around this one in the same file. */
  Optional<Module> parent() {
    return parent;
  }

  /** Whether it is a module in Rust's sense, not only a body. */
  boolean isNamed() {
    return named;
  }

  /** The modules written inside this one. */
  List<Module> children() {
    return children;
  }

  /** The names of the modules around it in the file, the outermost first, its own last. */
  List<String> path() {
    List<String> path = new ArrayList<>(parent.map(Module::path).orElse(List.of()));
    if (!name.isEmpty()) {
      path.add(name);
    }
    return path;
  }

  /** Adds an item. */
  void add(Item item) {
    items.computeIfAbsent(item.name(), _ -> new ArrayList<>()).add(item);
  }

  /** Adds an item of an {@code impl} of the type with the given name. */
  void addMember(String owner, Item item) {
    members.computeIfAbsent(owner + "::" + item.name(), _ -> new ArrayList<>()).add(item);
  }

  /** The items of that name. */
  List<Item> items(String itemName) {
    return items.getOrDefault(itemName, List.of());
  }

  /** The items of that name in every {@code impl} of the type with the given name. */
  List<Item> members(String owner, String itemName) {
    return members.getOrDefault(owner + "::" + itemName, List.of());
  }

  /** All items by name. */
  Map<String, List<Item>> items() {
    return items;
  }

  /** All items of {@code impl}s by type and name, joined by two colons. */
  Map<String, List<Item>> members() {
    return members;
  }
}

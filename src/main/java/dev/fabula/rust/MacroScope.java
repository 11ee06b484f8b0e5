package dev.fabula.rust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The macros that the text of a block has defined so far, and those of the blocks around it
 * (Reference, macro.decl.scope.textual).
 */
final class MacroScope {
  private final Optional<MacroScope> outer;
  private final Map<String, List<MacroDefinition>> own = new HashMap<>();

  private MacroScope(Optional<MacroScope> outer) {
    this.outer = outer;
  }

  /** The scope at the top of a file. */
  static MacroScope top() {
    return new MacroScope(Optional.empty());
  }

  /** A block in this one. */
  MacroScope inner() {
    return new MacroScope(Optional.of(this));
  }

  /** Takes in a definition. */
  void add(MacroDefinition definition) {
    own.computeIfAbsent(definition.name(), _ -> new ArrayList<>()).addFirst(definition);
  }

  /** The definitions of a name, the newest first. */
  List<MacroDefinition> named(String name) {
    List<MacroDefinition> all = new ArrayList<>();
    for (Optional<MacroScope> s = Optional.of(this); s.isPresent(); s = s.get().outer) {
      all.addAll(s.get().own.getOrDefault(name, List.of()));
    }
    return all;
  }
}

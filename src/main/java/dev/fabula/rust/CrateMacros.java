package dev.fabula.rust;

import dev.fabula.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The macros of a crate by name. Textual scope across files is not followed: the definition in the
 * nearest folder is taken.
 */
final class CrateMacros implements MacroIndex {
  private static final Set<String> COMPILERS = Set.of("asm", "global_asm", "naked_asm", "llvm_asm");

  private final Crate crate;
  private final Map<String, List<MacroDefinition>> named = new HashMap<>();
  private final Map<Use, List<Candidate>> seen = new HashMap<>();
  private final Set<String> leading = new HashSet<>(COMPILERS);

  /** A name in a file. */
  private record Use(String name, SourceFile from) {}

  /** The macros that some files define outside of functions. */
  CrateMacros(Crate crate, Collection<MacroDefinition> definitions) {
    this.crate = crate;
    definitions.forEach(d -> named.computeIfAbsent(d.name(), _ -> new ArrayList<>()).add(d));
    boolean more = true;
    while (more) {
      more = false;
      for (MacroDefinition definition : definitions) {
        more |= definition.mentions(leading) && leading.add(definition.name());
      }
    }
  }

  @Override
  public Set<String> leading() {
    return leading;
  }

  @Override
  public List<Candidate> named(String name, SourceFile from) {
    return named.containsKey(name)
        ? seen.computeIfAbsent(new Use(name, from), u -> nearest(u.name(), u.from()))
        : List.of();
  }

  private List<Candidate> nearest(String name, SourceFile from) {
    List<MacroDefinition> all = named.getOrDefault(name, List.of());
    int best = all.stream().mapToInt(d -> nearness(d, from)).max().orElse(0);
    List<Candidate> nearest =
        all.stream()
            .filter(d -> nearness(d, from) == best)
            .map(d -> new Candidate(d, condition(d, from)))
            .toList();
    return isOpen(nearest) ? List.of() : nearest;
  }

  /** Whether definitions in different files may exist at the same time. */
  private static boolean isOpen(List<Candidate> candidates) {
    for (Candidate one : candidates) {
      for (Candidate other : candidates) {
        boolean apart = !one.definition().file().equals(other.definition().file());
        if (apart && Possibility.ever(one.condition().and(other.condition()))) {
          return true;
        }
      }
    }
    return false;
  }

  private Condition condition(MacroDefinition definition, SourceFile from) {
    Condition own = definition.conditions().stream().reduce(Conditions.ALWAYS, Condition::and);
    Optional<Path> path = crate.path(definition.file());
    boolean elsewhere = !path.equals(crate.path(from));
    return elsewhere ? path.map(crate::condition).orElse(Conditions.ALWAYS).and(own) : own;
  }

  /** How many folders two files have in common, and whether they are the same. */
  private int nearness(MacroDefinition definition, SourceFile from) {
    Optional<Path> one = crate.path(definition.file());
    Optional<Path> other = crate.path(from);
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    int common = 0;
    int most = Math.min(one.get().getNameCount(), other.get().getNameCount());
    while (common < most && one.get().getName(common).equals(other.get().getName(common))) {
      common++;
    }
    return common;
  }
}

package dev.fabula.check;

import dev.fabula.asm.Statement;
import dev.fabula.asm.Statements;
import dev.fabula.site.Found;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The named labels that the {@code asm!} sites of one file define, whatever their operands are. */
public final class FixedNames {

  /** Stands for an operand; no name that a source can write holds it. */
  private static final String OPERAND = "?";

  private final Map<Site, Set<String>> names = new IdentityHashMap<>();

  /** The names in one file. */
  public FixedNames(List<Found> places) {
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site) && site.kind() == MacroKind.ASM) {
        names.put(site, definedBy(site));
      }
    }
  }

  /** The names that other places of the file define for the same architecture. */
  public Set<String> foreignTo(Site site) {
    return names.entrySet().stream()
        .filter(e -> !e.getKey().span().equals(site.span()))
        .filter(e -> e.getKey().target().architecture() == site.target().architecture())
        .flatMap(e -> e.getValue().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> definedBy(Site site) {
    String text = site.template().render(p -> OPERAND).text();
    return Statements.split(site.target().architecture(), text).stream()
        .filter(s -> s instanceof Statement.Label label && !label.isNumeric())
        .map(s -> ((Statement.Label) s).name())
        .filter(name -> !name.contains(OPERAND))
        .collect(Collectors.toUnmodifiableSet());
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file holds, as far as sites need it.
 *
 * @param file the file
 * @param module the file's own module with its items
 * @param invocations the asm macros in it, in order
 * @param declarations the modules in other files that it declares
 * @param condition the conditions of the whole file, as {@code #![cfg(…)]}
 * @param macros what became of macros in it
 */
record Outline(
    SourceFile file,
    Module module,
    List<Invocation> invocations,
    List<Declaration> declarations,
    Condition condition,
    MacroRecord macros) {

  /** Architectures of the crates and modules that the file always uses, if they agree. */
  List<String> uses() {
    List<List<String>> all =
        module.items().values().stream()
            .flatMap(List::stream)
            .filter(i -> i.condition().equals(Conditions.ALWAYS))
            .flatMap(i -> i instanceof Item.Use use ? Stream.of(use.path()) : Stream.empty())
            .map(Conventions::ofUse)
            .filter(names -> !names.isEmpty())
            .distinct()
            .toList();
    return all.size() == 1 ? all.getFirst() : List.of();
  }

  /** The same outline for a file whose own sites are read elsewhere; it holds on to less. */
  Outline withoutOwnSites() {
    List<Invocation> expanded = invocations.stream().filter(i -> i.home().isPresent()).toList();
    return new Outline(file, module, expanded, declarations, condition, macros);
  }

  /** What is written in the file without its sites and items. */
  Outline alone() {
    return new Outline(file, Module.of(file), List.of(), declarations, condition, macros);
  }

  /**
   * One invocation of an asm macro.
   *
   * @param span the whole invocation
   * @param path the path as written, without separators
   * @param macro the name of the compiler's macro
   * @param arguments the brackets with the arguments
   * @param around what is around it
   * @param home the expansion whose text it is; empty if it stands in the file itself
   * @param obstacle why a macro among the arguments was not expanded
   */
  record Invocation(
      Span span,
      List<String> path,
      String macro,
      Group arguments,
      Around around,
      Optional<Frame> home,
      Optional<String> obstacle) {

    /** Whether it is only the text of a macro's definition. */
    boolean isInDefinition() {
      return around.isInDefinition();
    }
  }

  /**
   * A module in another file.
   *
   * @param name its name
   * @param inside the modules around the declaration in this file
   * @param file the path attribute, if it has one
   * @param condition the conditions under which it exists
   */
  record Declaration(
      String name, List<String> inside, Optional<String> file, Condition condition) {}
}

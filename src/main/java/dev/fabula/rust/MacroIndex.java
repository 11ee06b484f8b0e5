package dev.fabula.rust;

import dev.fabula.source.SourceFile;
import java.util.List;
import java.util.Set;

/** The macros of a crate. */
interface MacroIndex {
  /** No macros. */
  MacroIndex NONE =
      new MacroIndex() {
        @Override
        public List<Candidate> named(String name, SourceFile from) {
          return List.of();
        }

        @Override
        public Set<String> leading() {
          return Set.of();
        }
      };

  /** A macro that a file may see, under the conditions of the macro's own file and place. */
  record Candidate(MacroDefinition definition, Condition condition) {}

  /** The macros of that name that a file may call without having defined them itself. */
  List<Candidate> named(String name, SourceFile from);

  /** The names of macros that may lead to inline assembly, and of the compiler's own. */
  Set<String> leading();
}

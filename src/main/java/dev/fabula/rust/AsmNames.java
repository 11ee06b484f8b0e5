package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.SourceFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names by which a file calls the compiler's asm macros.
 *
 * @param renamed names that {@code use … as …} gives to them
 * @param defined names of macros that the file itself defines
 * @param imported names that {@code use} brings in without renaming
 */
record AsmNames(Map<String, String> renamed, Set<String> defined, Set<String> imported) {
  private static final Set<String> MACROS = Set.of("asm", "global_asm", "naked_asm", "llvm_asm");

  /** The names in the trees of a file. */
  static AsmNames in(List<Tree> trees) {
    AsmNames names = new AsmNames(new HashMap<>(), new HashSet<>(), new HashSet<>());
    names.collect(trees, false);
    return names;
  }

  /** Whether a name that matters occurs in a file at all, so that it is worth reading. */
  static boolean mayOccur(SourceFile file) {
    for (int i = 0; i + 2 < file.length(); i++) {
      if (file.byteAt(i) == 'a' && file.startsWith("asm", i)) {
        return true;
      }
    }
    return false;
  }

  /** The compiler's macro that a path calls, if it is one. */
  Optional<String> macro(List<String> path) {
    String last = path.getLast();
    if (path.size() == 1 && renamed.containsKey(last)) {
      return Optional.of(renamed.get(last));
    }
    if (last.startsWith("$") && MACROS.contains(last.substring(1))) {
      return Optional.of(last.substring(1));
    }
    if (!MACROS.contains(last)) {
      return Optional.empty();
    }
    boolean own = path.size() == 1 && defined.contains(last) && !imported.contains(last);
    return own ? Optional.empty() : Optional.of(last);
  }

  private void collect(List<Tree> trees, boolean use) {
    boolean inUse = use;
    for (int i = 0; i < trees.size(); i++) {
      Tree tree = trees.get(i);
      if (tree instanceof Group group) {
        collect(group.trees(), inUse);
      } else if (tree.isWord("use")) {
        inUse = true;
      } else if (tree.isPunctuation(';')) {
        inUse = use;
      } else if (tree instanceof Token token
          && token.text().endsWith("asm")
          && MACROS.contains(token.text())) {
        name(trees, i, token.text(), inUse);
      }
    }
  }

  private void name(List<Tree> trees, int at, String macro, boolean use) {
    Optional<Token> alias = Outliner.wordAt(trees, at + 2);
    if (use && at + 2 < trees.size() && trees.get(at + 1).isWord("as") && alias.isPresent()) {
      renamed.put(alias.get().text(), macro);
    } else if (use && fromArch(trees, at)) {
      imported.add(macro);
    }
    boolean rules = at >= 2 && trees.get(at - 2).isWord("macro_rules");
    if (rules || at >= 1 && trees.get(at - 1).isWord("macro")) {
      defined.add(macro);
    }
  }

  private static boolean fromArch(List<Tree> trees, int at) {
    return at < 3 || !trees.get(at - 1).isPunctuation(':') || trees.get(at - 3).isWord("arch");
  }
}

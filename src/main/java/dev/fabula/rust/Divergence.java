package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import java.util.List;
import java.util.Set;

/** Whether blocks plainly never end normally. */
final class Divergence {
  private static final Set<String> JUMPS = Set.of("return", "break", "continue");
  private static final Set<String> MACROS = Set.of("panic", "unreachable", "todo", "unimplemented");

  private Divergence() {}

  /** Whether the last statement of a block leaves it for good. */
  static boolean diverges(Group block) {
    List<Tree> trees = block.trees();
    Cursor cursor = new Cursor(trees);
    int last = 0;
    while (!cursor.atEnd()) {
      last = cursor.index();
      cursor.moveTo(Statements.end(cursor));
    }
    Cursor statement = new Cursor(trees, last, trees.size());
    String word = statement.word().map(Tree.Token::text).orElse("");
    boolean macro = MACROS.contains(word) && statement.is(1, '!');
    boolean loop = word.equals("loop") && statement.isGroup(1, '{') && !hasBreak(statement);
    return JUMPS.contains(word) || macro || loop;
  }

  private static boolean hasBreak(Cursor statement) {
    return mentionsBreak(statement.rest());
  }

  private static boolean mentionsBreak(List<Tree> trees) {
    return trees.stream()
        .anyMatch(t -> t.isWord("break") || t instanceof Group g && mentionsBreak(g.trees()));
  }
}

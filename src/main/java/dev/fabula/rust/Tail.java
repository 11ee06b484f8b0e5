package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last expression of a block whose type is known, and what it tells of the variables in it: in
 * <code>fn f() -> u64 { let x; …; x }</code> the variable is a {@code u64}.
 *
 * @param type the type of the block
 * @param trees the trees of the block
 * @param types types of variables that the last expression names
 */
record Tail(Optional<List<Tree>> type, List<Tree> trees, Map<String, List<Tree>> types) {

  /** The tail of a block. */
  static Tail of(List<Tree> trees, Optional<List<Tree>> type) {
    Map<String, List<Tree>> types = new HashMap<>();
    type.ifPresent(t -> collect(last(trees), t, types));
    return new Tail(type, trees, types);
  }

  /** Whether the trees are an {@code unsafe} or plain block and nothing else. */
  static boolean isPlainBlock(List<Tree> trees) {
    boolean plain = trees.size() == 1 || trees.size() == 2 && trees.getFirst().isWord("unsafe");
    return plain && trees.getLast().isGroup('{');
  }

  /** Whether a statement is the block's last expression and a plain or {@code unsafe} block. */
  boolean isBlock(List<Tree> statement) {
    return type.isPresent() && isPlainBlock(statement) && isLast(statement);
  }

  /** Whether a statement ends the block. Two trees that a macro wrote may be equal and yet two. */
  @SuppressWarnings("ReferenceEquality")
  boolean isLast(List<Tree> statement) {
    return statement.getLast() == trees.getLast();
  }

  /** The type of a variable that a {@code let} at an index declares without one. */
  Optional<List<Tree>> typeOf(List<Tree> pattern, int at) {
    int mut = !pattern.isEmpty() && pattern.getFirst().isWord("mut") ? 1 : 0;
    boolean plain = pattern.size() == mut + 1;
    Optional<Token> name = plain ? Outliner.wordAt(pattern, mut) : Optional.empty();
    return name.map(Token::text).filter(n -> !isBoundAfter(n, at)).map(types::get);
  }

  private boolean isBoundAfter(String name, int at) {
    for (int i = at; i < trees.size(); i++) {
      int word = i + (i + 1 < trees.size() && trees.get(i + 1).isWord("mut") ? 2 : 1);
      boolean let = trees.get(i).isWord("let") && word < trees.size();
      if (let && (trees.get(word).isWord(name) || !(trees.get(word) instanceof Token))) {
        return true;
      }
    }
    return false;
  }

  private static List<Tree> last(List<Tree> trees) {
    int from = trees.size();
    while (from > 0 && !trees.get(from - 1).isPunctuation(';') && !endsStatement(trees, from)) {
      from--;
    }
    return trees.subList(from, trees.size());
  }

  private static boolean endsStatement(List<Tree> trees, int from) {
    return from < trees.size() && trees.get(from - 1).isGroup('{');
  }

  private static void collect(List<Tree> tail, List<Tree> type, Map<String, List<Tree>> types) {
    if (tail.size() == 1) {
      Outliner.wordAt(tail, 0).ifPresent(word -> types.put(word.text(), type));
    }
    boolean tuple = tail.size() == 1 && tail.getFirst().isGroup('(');
    if (tuple
        && type.size() == 1
        && type.getFirst() instanceof Group(char open, var inner, var _, var _, var _)) {
      collectTuple(((Group) tail.getFirst()).trees(), open == '(' ? inner : List.of(), types);
    }
    boolean wrapped = tail.size() == 2 && tail.get(1).isGroup('(');
    if (wrapped
        && (isWrapper(tail, type, "Some", "Option") || isWrapper(tail, type, "Ok", "Result"))) {
      List<Tree> arguments = type.subList(2, Lists.afterAngles(type, 1) - 1);
      List<Tree> first = Lists.splitTypes(arguments).stream().findFirst().orElse(List.of());
      collect(((Group) tail.get(1)).trees(), first, types);
    }
  }

  private static void collectTuple(
      List<Tree> values, List<Tree> elements, Map<String, List<Tree>> types) {
    List<List<Tree>> parts = Lists.split(values, ',');
    List<List<Tree>> elementTypes = Lists.splitTypes(elements);
    for (int i = 0; i < parts.size() && parts.size() == elementTypes.size(); i++) {
      collect(parts.get(i), elementTypes.get(i), types);
    }
  }

  private static boolean isWrapper(List<Tree> tail, List<Tree> type, String value, String name) {
    return tail.getFirst().isWord(value)
        && type.size() > 3
        && type.getFirst().isWord(name)
        && type.get(1).isPunctuation('<');
  }
}

package dev.fabula.rust;

import dev.fabula.rust.MatcherParser.Repeat;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes the right side of a macro's rule for one call (Reference, macro.decl.transcription). */
final class Transcription {
  private static final int DEEPEST = 200;

  private final Frame frame;
  private final Budget budget;
  private final Trail own;
  private final Trail other;
  private int depth;

  private Transcription(Frame frame, Budget budget) {
    this.frame = frame;
    this.budget = budget;
    this.own = Trail.written(frame, true);
    this.other = Trail.written(frame, false);
  }

  /**
   * What a rule's body writes.
   *
   * @param body the body, with places in the text of the macro
   * @param frame the expansion
   * @param budget pays for every tree
   */
  static List<Tree> write(
      List<Tree> body, Map<String, Captures> captures, Frame frame, Budget budget)
      throws Unexpandable {
    return new Transcription(frame, budget).write(body, captures);
  }

  private List<Tree> write(List<Tree> body, Map<String, Captures> captures) throws Unexpandable {
    List<Tree> result = new ArrayList<>(body.size());
    Cursor cursor = new Cursor(body);
    while (!cursor.atEnd()) {
      if (cursor.is('$')) {
        variable(cursor, captures, result);
      } else {
        boolean last = cursor.is(1, '$');
        result.add(literal(cursor.next(), last, captures));
      }
    }
    return result;
  }

  private Tree literal(Tree tree, boolean last, Map<String, Captures> captures)
      throws Unexpandable {
    budget.pay(1);
    return switch (tree) {
      case Token t -> new Token(t.kind(), t.text(), t.span(), t.joint() && !last, trail(t));
      case Group g -> {
        enter();
        List<Tree> inner = write(g.trees(), captures);
        depth--;
        yield new Group(g.open(), inner, g.span(), g.closed(), own);
      }
    };
  }

  private Trail trail(Token token) {
    boolean ownText = Trail.writer(token).equals(frame.definition().frame());
    return !ownText ? Trail.written(frame, token) : token.verbatim() ? own : other;
  }

  private void enter() throws Unexpandable {
    depth++;
    if (depth > DEEPEST) {
      throw new Unexpandable("it nests more than " + DEEPEST + " brackets");
    }
  }

  private void variable(Cursor cursor, Map<String, Captures> captures, List<Tree> result)
      throws Unexpandable {
    Tree dollar = cursor.next();
    if (cursor.isGroup('(')) {
      repeat(cursor, captures, result);
      return;
    }
    if (cursor.isGroup('{') || cursor.is('$')) {
      throw new Unexpandable("it uses unstable macro expressions");
    }
    Captures captured = cursor.word().map(w -> captures.get(w.text())).orElse(null);
    switch (captured) {
      case null -> result.add(literal(dollar, false, captures));
      case Captures.One(List<Tree> trees) -> {
        Span place = dollar.span().to(cursor.next().span());
        put(trees, place, result);
      }
      case Captures.Many _ ->
          throw new Unexpandable("it uses a repeated variable outside of a repetition");
    }
  }

  /** Copies what a variable matched; its last token touches nothing behind it. */
  private void put(List<Tree> trees, Span place, List<Tree> result) throws Unexpandable {
    for (int i = 0; i < trees.size(); i++) {
      result.add(put(trees.get(i), place, i + 1 == trees.size()));
    }
  }

  private Tree put(Tree tree, Span place, boolean last) throws Unexpandable {
    budget.pay(1);
    Trail trail = Trail.put(frame, tree);
    return switch (tree) {
      case Token t -> new Token(t.kind(), t.text(), place, t.joint() && !last, trail);
      case Group g -> {
        enter();
        List<Tree> inner = new ArrayList<>(g.trees().size());
        for (int i = 0; i < g.trees().size(); i++) {
          inner.add(put(g.trees().get(i), place, last && g.isBare() && i + 1 == g.trees().size()));
        }
        depth--;
        yield new Group(g.open(), inner, place, g.closed(), trail);
      }
    };
  }

  private void repeat(Cursor cursor, Map<String, Captures> captures, List<Tree> result)
      throws Unexpandable {
    List<Tree> body = ((Group) cursor.next()).trees();
    Repeat repeat = Repeat.pass(cursor);
    Set<String> names = new HashSet<>();
    collect(body, captures, names);
    int turns = turns(names, captures);
    for (int i = 0; i < turns; i++) {
      if (i > 0) {
        for (Tree tree : repeat.separator()) {
          result.add(literal(tree, false, captures));
        }
      }
      Map<String, Captures> turn = new HashMap<>(captures);
      for (String name : names) {
        turn.put(name, many(captures, name).get(i));
      }
      result.addAll(write(body, turn));
    }
  }

  private static List<Captures> many(Map<String, Captures> captures, String name) {
    return ((Captures.Many) Objects.requireNonNull(captures.get(name))).turns();
  }

  private static int turns(Set<String> names, Map<String, Captures> captures) throws Unexpandable {
    int[] counts = names.stream().mapToInt(n -> many(captures, n).size()).distinct().toArray();
    if (counts.length != 1) {
      throw new Unexpandable(
          counts.length == 0
              ? "it repeats what has no variable"
              : "it repeats variables that do not repeat alike");
    }
    return counts[0];
  }

  /** The repeated variables in a body. */
  private static void collect(List<Tree> body, Map<String, Captures> captures, Set<String> names) {
    for (int i = 0; i < body.size(); i++) {
      switch (body.get(i)) {
        case Group group -> collect(group.trees(), captures, names);
        case Token token -> {
          boolean variable =
              token.kind() == Kind.WORD && i > 0 && body.get(i - 1).isPunctuation('$');
          if (variable && captures.get(token.text()) instanceof Captures.Many) {
            names.add(token.text());
          }
        }
      }
    }
  }
}

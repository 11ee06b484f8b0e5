package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expands the macros among the arguments of an asm macro: in templates and in operands. */
final class Operands {
  private static final int MOST = 16;
  private static final Set<String> OPEN = Set.of("concat");

  private final Expander expander;
  private final Around around;
  private Optional<String> obstacle = Optional.empty();

  Operands(Expander expander, Around around) {
    this.expander = expander;
    this.around = around.expansion();
  }

  /**
   * The arguments after expansion.
   *
   * @param arguments the brackets with them
   * @param condition the conditions under which the macros in them mean that
   */
  record Variant(Group arguments, Condition condition) {}

  /** Trees that were written so far. */
  private record Part(List<Tree> trees, Condition condition) {

    Part with(List<Tree> more, Condition when) {
      List<Tree> all = new ArrayList<>(trees);
      all.addAll(more);
      return new Part(all, condition.and(when));
    }
  }

  /** Why some macro was not expanded, as a clause. */
  Optional<String> obstacle() {
    return obstacle;
  }

  /** All ways in which the macros can be expanded. */
  List<Variant> variants(Group arguments) {
    List<Part> parts = List.of(new Part(List.of(), Conditions.ALWAYS));
    if (calls(arguments.trees())) {
      parts = parts(arguments.trees(), around.macros(), parts);
    } else {
      parts = List.of(new Part(arguments.trees(), Conditions.ALWAYS));
    }
    return parts.stream().map(p -> new Variant(with(arguments, p.trees()), p.condition())).toList();
  }

  /** Whether macro calls or blocks are among the arguments. */
  static boolean holdCode(List<Tree> arguments) {
    return arguments.stream()
        .anyMatch(t ->
            t.isPunctuation('!') || t.isGroup('{') || t instanceof Group g && holdCode(g.trees()));
  }

  private static boolean calls(List<Tree> trees) {
    return trees.stream()
        .anyMatch(t -> t.isPunctuation('!') || t instanceof Group g && calls(g.trees()));
  }

  private static Group with(Group group, List<Tree> trees) {
    return new Group(group.open(), trees, group.span(), group.closed(), group.trail());
  }

  private List<Part> parts(List<Tree> trees, MacroContext context, List<Part> before) {
    List<Part> parts = before;
    Cursor cursor = new Cursor(trees);
    while (!cursor.atEnd()) {
      int start = cursor.index();
      Optional<MacroCall> call = call(cursor, trees);
      if (call.isPresent()) {
        parts = called(call.get(), cursor.since(start), context, parts);
      } else {
        cursor.moveTo(start);
        parts = tree(cursor.next(), context, parts);
      }
    }
    return parts;
  }

  /** Passes a macro call at the cursor, if there is one. */
  private static Optional<MacroCall> call(Cursor cursor, List<Tree> trees) {
    int start = cursor.index();
    boolean path = cursor.word().isPresent() || cursor.isJoint("::") || cursor.is('$');
    List<String> names = path ? ExpressionWalker.readPath(cursor) : List.of();
    boolean macro = !names.isEmpty() && cursor.is('!');
    if (!macro || !(cursor.peek(1).orElse(null) instanceof Group group)) {
      return Optional.empty();
    }
    cursor.moveTo(cursor.index() + 2);
    return Optional.of(new MacroCall(names, trees.get(start), group));
  }

  private List<Part> tree(Tree tree, MacroContext context, List<Part> before) {
    if (!(tree instanceof Group group) || !calls(group.trees())) {
      return before.stream().map(p -> p.with(List.of(tree), Conditions.ALWAYS)).toList();
    }
    List<Part> parts = new ArrayList<>();
    for (Part part : before) {
      List<Part> inner =
          parts(group.trees(), context, List.of(new Part(List.of(), part.condition())));
      inner.forEach(p ->
          parts.add(
              new Part(part.trees(), p.condition())
                  .with(List.of(with(group, p.trees())), Conditions.ALWAYS)));
    }
    return parts;
  }

  private List<Part> called(
      MacroCall call, List<Tree> written, MacroContext context, List<Part> before) {
    List<Part> parts = new ArrayList<>();
    for (Part part : before) {
      Around here = around.when(part.condition());
      List<Alternative> alternatives = expander.alternatives(call, here);
      if (alternatives.isEmpty()) {
        parts.addAll(unchanged(call, written, context, part));
      }
      for (Alternative alternative : alternatives) {
        parts.addAll(expanded(alternative, call, written, context, part));
      }
    }
    if (parts.size() > MOST) {
      obstacle = Optional.of("its macros have more than " + MOST + " meanings");
      return parts.subList(0, MOST);
    }
    return parts;
  }

  /** Only {@code concat!} is known to write its arguments. */
  private List<Part> unchanged(
      MacroCall call, List<Tree> written, MacroContext context, Part part) {
    if (!OPEN.contains(call.name())) {
      return List.of(part.with(written, Conditions.ALWAYS));
    }
    List<Tree> name = written.subList(0, written.size() - 1);
    return tree(written.getLast(), context, List.of(part.with(name, Conditions.ALWAYS)));
  }

  private List<Part> expanded(
      Alternative alternative,
      MacroCall call,
      List<Tree> written,
      MacroContext context,
      Part part) {
    Condition condition = part.condition().and(alternative.condition());
    try {
      MacroContext inside = context.expansion();
      List<Tree> trees = expander.expand(alternative.definition(), call, inside);
      List<Part> inner = parts(Bare.open(trees), inside, List.of(new Part(List.of(), condition)));
      return inner.stream()
          .map(p ->
              new Part(part.trees(), p.condition())
                  .with(List.of(whole(call, p.trees())), Conditions.ALWAYS))
          .toList();
    } catch (Unexpandable e) {
      String macro = "macro `" + call.name() + "!` was not expanded: ";
      obstacle = obstacle.or(() -> Optional.of(macro + e.reason()));
      return List.of(part.with(written, alternative.condition()));
    }
  }

  /** What a macro wrote in the place of its call. */
  private static Group whole(MacroCall call, List<Tree> trees) {
    Group arguments = call.arguments();
    boolean together = call.first().trail().frame().equals(arguments.trail().frame());
    Span span = together ? call.first().span().to(arguments.span()) : arguments.span();
    return new Group(Fragment.EXPR.sign(), trees, span, true, arguments.trail());
  }
}

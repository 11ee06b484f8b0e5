package dev.fabula.rust;

import dev.fabula.rust.MacroRecord.Failure;
import dev.fabula.rust.Outline.Invocation;
import dev.fabula.rust.Trail.Hop;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expands the macro calls of one file and keeps a record of that. */
final class Expander {
  /** As rustc has it unless the crate says otherwise. */
  private static final int DEEPEST = 128;

  private static final Set<String> ITEMS =
      Set.of("struct", "union", "type", "fn", "const", "static");

  private final Outliner outliner;
  private final SourceFile file;
  private final MacroIndex index;
  private final Set<String> leading;
  private final List<MacroDefinition> defined = new ArrayList<>();
  private final Set<Integer> walked = new HashSet<>();
  private final Set<Place> expanded = new HashSet<>();
  private final List<Failure> failures = new ArrayList<>();

  Expander(Outliner outliner, SourceFile file, MacroIndex index) {
    this.outliner = outliner;
    this.file = file;
    this.index = index;
    this.leading = new HashSet<>(index.leading());
  }

  /** What became of macros so far. */
  MacroRecord record() {
    return new MacroRecord(defined, expanded, failures);
  }

  /** Whether a statement is a macro call and nothing else. */
  static boolean isCall(List<Tree> statement) {
    Cursor cursor = new Cursor(statement);
    boolean path = !ExpressionWalker.readPath(cursor).isEmpty();
    boolean call =
        path && cursor.eat('!') && cursor.peek().filter(Group.class::isInstance).isPresent();
    if (call) {
      cursor.next();
      cursor.eat(';');
    }
    return call && cursor.atEnd();
  }

  /** Takes in the definition of a macro and walks through what its own text writes. */
  void define(Token name, MacroDefinition.Body body, Around around) {
    if (around.isInDefinition()) {
      walk(name, body, around);
      return;
    }
    Home home = Home.of(body.group());
    MacroDefinition definition =
        new MacroDefinition(
            home.bring(name).text(),
            new Place(home.frame().map(Frame::file).orElse(file), home.bring(name).span()),
            home.frame(),
            around.conditions(),
            body.in(home));
    around.macros().scope().add(definition);
    if (definition.mentions(leading)) {
      leading.add(definition.name());
    }
    Token own = home.bring(name);
    if (home.frame().isEmpty() && walked.add(own.span().start())) {
      if (around.function().isEmpty()) {
        defined.add(definition);
      }
      walk(own, body.in(home), around);
    }
  }

  private void walk(Token name, MacroDefinition.Body body, Around around) {
    if (body.matcher().isPresent()) {
      outliner.block(body.group().trees(), around.inDefinition(name.text(), name.span()));
    } else {
      MacroWalker.rules(outliner, name, body.group().trees(), around);
    }
  }

  /** Walks through what a macro call writes; empty if nothing is known of the macro. */
  Optional<Around> call(MacroCall call, Around around) {
    List<Alternative> alternatives = alternatives(call, around);
    boolean leads =
        mentions(call.arguments().trees(), leading)
            || alternatives.stream().anyMatch(a -> a.definition().mentions(leading))
            || writesItems(alternatives, around);
    if (alternatives.isEmpty() || !leads) {
      return Optional.empty();
    }
    List<Around> ends = new ArrayList<>();
    for (Alternative alternative : alternatives) {
      Around inner = around.when(alternative.condition()).expansion();
      walk(alternative.definition(), call, inner).ifPresent(ends::add);
    }
    return ends.isEmpty()
        ? Optional.empty()
        : Optional.of(ends.size() > 1 ? around : around.with(ends.getFirst().scope()));
  }

  /** Whether the types and functions of the crate that operands speak of may come from a call. */
  private static boolean writesItems(List<Alternative> alternatives, Around around) {
    return around.function().isEmpty()
        && alternatives.stream().anyMatch(a -> a.definition().mentions(ITEMS));
  }

  private Optional<Around> walk(MacroDefinition definition, MacroCall call, Around inner) {
    try {
      List<Tree> written = Bare.open(expand(definition, call, inner.macros()));
      return Optional.of(outliner.inline(written, inner));
    } catch (Unexpandable e) {
      failures.add(new Failure(definition.place(), place(call), e.reason()));
    } catch (StackOverflowError e) {
      if (inner.macros().depth() > 1) {
        throw e;
      }
      failures.add(new Failure(definition.place(), place(call), "it is nested too deep"));
    }
    return Optional.empty();
  }

  private static boolean mentions(List<Tree> trees, Set<String> names) {
    return trees.stream()
        .anyMatch(t ->
            switch (t) {
              case Group group -> mentions(group.trees(), names);
              case Token token -> token.kind() == Kind.WORD && names.contains(token.text());
            });
  }

  /** The definitions that a call may mean; none in the text of another definition. */
  List<Alternative> alternatives(MacroCall call, Around around) {
    return around.isInDefinition()
        ? List.of()
        : Alternative.of(call.name(), around.macros().scope(), index, file, around.conditions());
  }

  /** The condition under which no macro of the crate has the name that is called. */
  Condition otherwise(MacroCall call, Around around) {
    return alternatives(call, around).stream()
        .map(a -> a.condition().negated())
        .reduce(Conditions.ALWAYS, Condition::and);
  }

  /** What a macro writes for a call. */
  List<Tree> expand(MacroDefinition definition, MacroCall call, MacroContext context)
      throws Unexpandable {
    if (context.depth() > DEEPEST) {
      throw new Unexpandable("its calls are nested more than " + DEEPEST + " deep");
    }
    Frame frame = new Frame(definition, place(call), Trail.home(call.arguments()));
    List<Tree> written =
        definition.expand(call.arguments().trees(), frame, context.budget().orElseThrow());
    expanded.add(definition.place());
    return written;
  }

  private Place place(MacroCall call) {
    Home home = Home.of(call.arguments());
    return new Place(home.frame().map(Frame::file).orElse(file), span(call, home));
  }

  private static Span span(MacroCall call, Home home) {
    Span group = home.bring(call.arguments(), call.arguments().span()).span();
    return Trail.in(home.frame(), call.first()).map(Hop::span).map(group::to).orElse(group);
  }

  /** The invocations that a call of the compiler's macro is: one for every way to expand it. */
  List<Invocation> invocations(MacroCall call, String macro, Around around) {
    if (around.isInDefinition()) {
      return List.of(
          new Invocation(
              call.first().span().to(call.arguments().span()),
              call.path(),
              macro,
              call.arguments(),
              around,
              Optional.empty(),
              Optional.empty()));
    }
    Home home = Home.of(call.arguments());
    Operands operands = new Operands(this, around);
    List<Invocation> found = new ArrayList<>();
    for (Operands.Variant variant : operands.variants(call.arguments())) {
      found.add(
          new Invocation(
              span(call, home),
              call.path(),
              macro,
              home.bring(variant.arguments(), call.arguments().span()),
              around.when(variant.condition()),
              home.frame(),
              operands.obstacle()));
    }
    return found;
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Arguments.Argument;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.site.AbiClobber;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import dev.fabula.source.MappedText;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the arguments of an asm macro (Reference, asm.syntax). What {@code cfg} removes for the
 * target is left out; names of conditions that nothing decides count as not set.
 */
final class ArgumentParser {
  private final Group group;
  private final MacroKind kind;
  private final Condition.Settings settings;
  private final TemplateStrings strings;
  private final Cursor cursor;
  private final List<MappedText> templates = new ArrayList<>();
  private final List<Argument> operands = new ArrayList<>();
  private final TreeMap<Option, Span> options = new TreeMap<>();
  private final List<AbiClobber> clobberAbis = new ArrayList<>();

  /** Whether only templates were seen so far. */
  private boolean head = true;

  /** Whether the argument at the cursor exists on the target. */
  private boolean present = true;

  ArgumentParser(Group group, MacroKind kind, Condition.Settings settings, Inclusions inclusions) {
    this.group = group;
    this.kind = kind;
    this.settings = Settled.of(settings);
    this.strings = new TemplateStrings(inclusions);
    this.cursor = new Cursor(group.trees());
  }

  /** Reads all arguments. */
  Arguments parse() throws Fault {
    int insertion = group.inside().start();
    for (boolean first = true; first || !cursor.atEnd(); first = false) {
      attributes();
      if (first) {
        template(true);
      } else {
        argument();
      }
      insertion = cursor.index() == 0 ? insertion : cursor.spanSince(cursor.index() - 1).end();
      separator();
    }
    return new Arguments(templates, operands, options, clobberAbis, insertion);
  }

  private Fault noTemplate() {
    String message = "`" + kind.spelling() + "!` has no template";
    return Fault.at(group.span(), message, "a string literal must come first");
  }

  private void separator() throws Fault {
    if (!cursor.atEnd() && !cursor.eat(',')) {
      throw noComma(cursor.spanHere(group.span()));
    }
  }

  private static Fault noComma(Span span) {
    return Fault.at(span, "two arguments have no comma between them", "expected a comma here");
  }

  private void attributes() throws Fault {
    int from = cursor.index();
    Attributes attributes = Attributes.outer(cursor);
    for (Attributes.Attribute other : attributes.others()) {
      if (other.when().equals(Conditions.ALWAYS)) {
        throw Fault.at(
            cursor.spanSince(from),
            "an argument has an attribute other than `cfg` and `cfg_attr`",
            "attribute `" + other.path() + "`");
      }
    }
    present = attributes.condition().evaluate(settings) != Truth.FALSE;
  }

  private void argument() throws Fault {
    int from = cursor.index();
    if (cursor.isWord("clobber_abi")) {
      clobberAbi();
    } else if (cursor.isWord("options")) {
      options();
    } else {
      Optional<Argument.Name> name = name();
      boolean operand = operand(from, name);
      if (!operand && (name.isPresent() || !head)) {
        throw unexpected();
      }
      if (!operand) {
        template(false);
        return;
      }
    }
    head = false;
  }

  private Fault unexpected() {
    Span span = cursor.spanHere(Span.at(group.inside().end()));
    boolean string = cursor.peek().filter(Literals::isString).isPresent();
    return string
        ? Fault.at(span, "a template comes after other arguments", "move it to the front")
        : Fault.at(
            span,
            "an argument is no operand, no `options` and no `clobber_abi`",
            "expected an operand here");
  }

  private Optional<Argument.Name> name() {
    boolean named =
        cursor.word().isPresent()
            && cursor.is(1, '=')
            && !cursor.isJoint(1, "==")
            && !cursor.isJoint(1, "=>");
    if (!named) {
      return Optional.empty();
    }
    Token word = cursor.eatWord().orElseThrow();
    cursor.eat('=');
    String text = word.text().startsWith("r#") ? word.text().substring(2) : word.text();
    return Optional.of(new Argument.Name(text, word.span()));
  }

  private void template(boolean first) throws Fault {
    if (cursor.atEnd()) {
      throw noTemplate();
    }
    List<Tree> expression = ExpressionEnd.pass(cursor);
    if (expression.isEmpty()) {
      throw unexpected();
    }
    if (present || !first) {
      MappedText text = strings.read(expression, first);
      templates.addAll(present ? List.of(text) : List.of());
    }
  }

  private boolean operand(int from, Optional<Argument.Name> name) throws Fault {
    String word = cursor.word().map(Token::text).orElse("");
    Optional<Direction> direction =
        Arrays.stream(Direction.values()).filter(d -> d.spelling().equals(word)).findFirst();
    if (direction.isEmpty()
        && !word.equals("const")
        && !word.equals("sym")
        && !word.equals("label")) {
      return false;
    }
    Span keyword = cursor.next().span();
    boolean register = direction.isPresent() || word.equals("label");
    if (register && kind != MacroKind.ASM) {
      String message = "`" + kind.spelling() + "!` takes only `const` and `sym` operands";
      throw Fault.at(keyword, message, "`" + word + "` has no meaning here");
    }
    Argument argument =
        direction.isPresent()
            ? register(from, name, direction.get())
            : switch (word) {
              case "const" -> constant(from, name);
              case "sym" -> symbol(from, name);
              default -> label(from, name);
            };
    if (present) {
      operands.add(argument);
    }
    return true;
  }

  private Argument constant(int from, Optional<Argument.Name> name) throws Fault {
    List<Tree> expression = expression("a constant");
    return new Argument.Constant(cursor.spanSince(from), name, expression);
  }

  private Argument symbol(int from, Optional<Argument.Name> name) throws Fault {
    List<Tree> path = expression("a path");
    boolean plain =
        path.stream().noneMatch(t -> t instanceof Group)
            && path.stream().noneMatch(t -> t instanceof Token k && isLiteral(k));
    if (!plain) {
      Span span = path.getFirst().span().to(path.getLast().span());
      throw Fault.at(
          span, "a `sym` operand is no path", "expected the path of a function or static");
    }
    return new Argument.Symbol(cursor.spanSince(from), name, path);
  }

  private static boolean isLiteral(Token token) {
    return token.kind() != Kind.WORD
        && token.kind() != Kind.PUNCTUATION
        && token.kind() != Kind.LIFETIME;
  }

  private Argument label(int from, Optional<Argument.Name> name) throws Fault {
    Optional<Group> block = cursor.eatGroup('{');
    if (block.isEmpty()) {
      Span span = cursor.spanHere(Span.at(group.inside().end()));
      throw Fault.at(span, "a `label` operand has no block", "expected a block in braces");
    }
    return new Argument.Label(cursor.spanSince(from), name, block.get());
  }

  private Argument register(int from, Optional<Argument.Name> name, Direction direction)
      throws Fault {
    Binding binding = binding(direction);
    Optional<List<Tree>> input = Optional.empty();
    Optional<List<Tree>> output = Optional.empty();
    if (direction.reads()) {
      List<Tree> expression = expression("an expression");
      if (isUnderscore(expression)) {
        throw Fault.at(
            expression.getFirst().span(),
            "an operand that goes in has no value",
            "`_` only stands for an output");
      }
      input = Optional.of(expression);
      output = direction.writes() ? input : output;
      if (direction.writes() && cursor.eatJoint("=>")) {
        output = Optional.of(expression("an expression or `_`"));
      }
    } else {
      output = Optional.of(expression("an expression or `_`"));
    }
    return new Argument.Register(
        cursor.spanSince(from),
        name,
        direction,
        binding,
        input,
        output.filter(e -> !isUnderscore(e)));
  }

  private List<Tree> expression(String what) throws Fault {
    List<Tree> expression = Bare.inside(ExpressionEnd.pass(cursor));
    if (expression.isEmpty()) {
      Span span = cursor.spanHere(Span.at(group.inside().end()));
      throw Fault.at(span, "an operand is not complete", "expected " + what + " here");
    }
    return expression;
  }

  private static boolean isUnderscore(List<Tree> expression) {
    return expression.size() == 1 && expression.getFirst().isWord("_");
  }

  private Binding binding(Direction direction) throws Fault {
    Optional<Group> parentheses = cursor.eatGroup('(');
    List<Tree> trees = parentheses.map(Group::trees).orElse(List.of());
    if (trees.size() == 1 && trees.getFirst() instanceof Token token) {
      if (token.kind() == Kind.WORD) {
        return new Binding.OfClass(token.text(), token.span());
      }
      if (token.kind() == Kind.STRING) {
        return new Binding.Explicit(Literals.string(token).text(), token.span());
      }
    }
    Span span = parentheses.map(Group::span).orElse(cursor.spanHere(group.span()));
    throw Fault.at(
        span,
        "an operand names no register and no class",
        "expected `"
            + direction.spelling()
            + "(class)` or `"
            + direction.spelling()
            + "(\"register\")`");
  }

  private void clobberAbi() throws Fault {
    Span start = cursor.next().span();
    Group list = parentheses(start);
    List<List<Tree>> parts = Lists.split(list.trees(), ',');
    if (parts.isEmpty()) {
      throw Fault.at(list.span(), "`clobber_abi` names no ABI", "expected a string literal");
    }
    for (List<Tree> part : parts) {
      boolean literal =
          part.size() == 1 && part.getFirst() instanceof Token t && Literals.isString(t);
      if (!literal) {
        Span span = part.isEmpty() ? list.span() : part.getFirst().span();
        throw Fault.at(span, "`clobber_abi` takes string literals", "expected a string literal");
      }
      if (present) {
        Token token = (Token) part.getFirst();
        clobberAbis.add(new AbiClobber(Literals.string(token).text(), token.span()));
      }
    }
    if (kind != MacroKind.ASM && present) {
      String message = "`" + kind.spelling() + "!` takes no `clobber_abi`";
      throw Fault.at(start.to(list.span()), message, "has no meaning here");
    }
  }

  private void options() throws Fault {
    Span start = cursor.next().span();
    Group list = parentheses(start);
    for (List<Tree> part : Lists.split(list.trees(), ',')) {
      Optional<Token> word = part.size() == 1 ? Outliner.wordAt(part, 0) : Optional.empty();
      Optional<Option> option = word.flatMap(w -> Option.named(w.text()));
      if (option.isEmpty()) {
        Span span = part.isEmpty() ? list.span() : part.getFirst().span();
        throw Fault.at(span, "there is no such option", "not an option of inline assembly");
      }
      if (present) {
        add(option.get(), word.get().span());
      }
    }
  }

  private void add(Option option, Span span) throws Fault {
    boolean textual = option == Option.ATT_SYNTAX || option == Option.RAW;
    if (kind != MacroKind.ASM && !textual) {
      String message = "`" + kind.spelling() + "!` takes only the options `att_syntax` and `raw`";
      throw Fault.at(span, message, "has no meaning here");
    }
    Span previous = options.putIfAbsent(option, span);
    if (previous != null) {
      String message = "option `" + option.spelling() + "` is given twice";
      throw Fault.at(span, message, "again here", previous, "first given here");
    }
  }

  private Group parentheses(Span word) throws Fault {
    Optional<Group> list = cursor.eatGroup('(');
    if (list.isEmpty()) {
      throw Fault.at(word, "a list in parentheses is missing", "expected parentheses after this");
    }
    return list.get();
  }
}

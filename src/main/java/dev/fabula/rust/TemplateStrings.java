package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.site.Found.Reason;
import dev.fabula.source.MappedText;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** Reads expressions that must be strings at compile time: literals, {@code concat!} and kin. */
final class TemplateStrings {
  private final Inclusions inclusions;

  TemplateStrings(Inclusions inclusions) {
    this.inclusions = inclusions;
  }

  /** The text of a template argument. */
  MappedText read(List<Tree> written, boolean first) throws Fault {
    List<Tree> expression = Bare.inside(written);
    if (expression.isEmpty()) {
      throw notStatic("a macro writes nothing here", written.getFirst().span());
    }
    Span span = expression.getFirst().span().to(expression.getLast().span());
    if (expression.size() == 1 && Literals.isString(expression.getFirst())) {
      return Literals.string((Token) expression.getFirst());
    }
    Optional<Group> arguments = macroArguments(expression);
    if (arguments.isEmpty()) {
      throw noString(expression, span, first);
    }
    String name = macroName(expression);
    return switch (name) {
      case "concat" -> concat(arguments.get());
      case "include_str" -> included(arguments.get(), span);
      case "stringify" -> MappedText.at(Stringify.text(arguments.get().trees()), span);
      default -> throw notStatic("macro `" + name + "!`", span);
    };
  }

  private static Fault noString(List<Tree> expression, Span span, boolean first) {
    if (expression.getFirst().isPunctuation('$')) {
      return notStatic("macro variable `" + Conditions.text(expression) + "`", span);
    }
    return first
        ? Fault.at(span, "the template is no string literal", "expected a string literal")
        : Fault.at(span, "an argument is neither a template nor an operand", "not understood");
  }

  private static Fault notStatic(String what, Span span) {
    return Fault.unreadable(new Reason.TemplateNotStatic(what), span);
  }

  private static Optional<Group> macroArguments(List<Tree> expression) {
    int n = expression.size();
    boolean macro = n >= 3 && expression.get(n - 2).isPunctuation('!');
    return macro && expression.get(n - 1) instanceof Group group
        ? Optional.of(group)
        : Optional.empty();
  }

  private static String macroName(List<Tree> expression) {
    return Outliner.wordAt(expression, expression.size() - 3).map(Token::text).orElse("?");
  }

  /** All of an included text stands where it is included. */
  private MappedText included(Group arguments, Span span) throws Fault {
    List<List<Tree>> parts = Lists.split(arguments.trees(), ',');
    if (parts.size() != 1) {
      throw Fault.at(span, "`include_str!` takes one path", "expected a string literal");
    }
    return MappedText.at(inclusions.read(read(parts.getFirst(), false).text(), span), span);
  }

  private MappedText concat(Group arguments) throws Fault {
    MappedText.Builder result = new MappedText.Builder();
    for (List<Tree> part : Lists.split(arguments.trees(), ',')) {
      result.add(piece(part, arguments.span()));
    }
    return result.build();
  }

  private MappedText piece(List<Tree> written, Span whole) throws Fault {
    List<Tree> part = Bare.inside(written);
    if (part.isEmpty()) {
      throw Fault.at(whole, "`concat!` has an empty argument", "expected a literal");
    }
    boolean negative = part.size() == 2 && part.getFirst().isPunctuation('-');
    Tree last = part.getLast();
    boolean single = part.size() == 1 || negative;
    if (!single || !(last instanceof Token token) || Literals.isString(last)) {
      return read(part, false);
    }
    Span span = part.getFirst().span().to(last.span());
    Optional<String> text = literal(token);
    if (text.isEmpty()) {
      throw notStatic("`" + token.text() + "` in `concat!`", span);
    }
    return MappedText.at((negative ? "-" : "") + text.get(), span);
  }

  private static Optional<String> literal(Token token) {
    return switch (token.kind()) {
      case INTEGER -> Literals.integer(token).map(Object::toString);
      case CHARACTER -> Literals.character(token).map(c -> Character.toString(c.intValue()));
      case FLOAT -> Optional.of(token.text());
      case WORD ->
          token.isWord("true") || token.isWord("false")
              ? Optional.of(token.text())
              : Optional.empty();
      case LIFETIME, STRING, RAW_STRING, OTHER_STRING, PUNCTUATION, STRAY -> Optional.empty();
    };
  }

  /** Whether a token is part of a macro variable. */
  static boolean hasMetavariable(List<Tree> trees) {
    for (int i = 0; i < trees.size(); i++) {
      Tree tree = trees.get(i);
      boolean here =
          tree.isPunctuation('$')
              && i + 1 < trees.size()
              && !trees.get(i + 1).isWord("crate")
              && (trees.get(i + 1) instanceof Group
                  || trees.get(i + 1) instanceof Token t && t.kind() == Kind.WORD);
      if (here || tree instanceof Group group && hasMetavariable(group.trees())) {
        return true;
      }
    }
    return false;
  }
}

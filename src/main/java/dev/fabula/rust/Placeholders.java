package dev.fabula.rust;

import dev.fabula.asm.Template;
import dev.fabula.rust.Arguments.Argument;
import dev.fabula.site.Found.Label;
import dev.fabula.site.Option;
import dev.fabula.source.MappedText;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts template strings into text and placeholders (Reference, asm.ts-args). */
final class Placeholders {
  private final Arguments arguments;
  private final List<Template.Piece> pieces = new ArrayList<>();
  private final boolean[] used;
  private MappedText.Builder text = new MappedText.Builder();
  private int implicit;
  private MappedText template = new MappedText("", List.of());
  private int at;

  private Placeholders(Arguments arguments) {
    this.arguments = arguments;
    this.used = new boolean[arguments.operands().size()];
  }

  /** The template of a site, its strings joined by line feeds. */
  static Template read(Arguments arguments) throws Fault {
    Placeholders reader = new Placeholders(arguments);
    boolean raw = arguments.options().containsKey(Option.RAW);
    boolean first = true;
    for (MappedText string : arguments.templates()) {
      reader.separate(first);
      first = false;
      reader.template = string;
      if (raw) {
        reader.text.add(string);
      } else {
        reader.string();
      }
    }
    reader.endText();
    reader.checkUse();
    return new Template(reader.pieces);
  }

  private void separate(boolean first) {
    if (!first) {
      int end = template.spans().isEmpty() ? 0 : template.spans().getLast().end();
      text.add('\n', Span.at(end));
    }
  }

  private void string() throws Fault {
    String string = template.text();
    at = 0;
    while (at < string.length()) {
      char c = string.charAt(at);
      boolean doubled = at + 1 < string.length() && string.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        text.add(c, span(at, at + 2));
        at += 2;
      } else if (c == '{') {
        placeholder();
      } else if (c == '}') {
        throw Fault.at(span(at, at + 1), "the template has a stray `}`", "write `}}` for a brace");
      } else {
        int character = string.codePointAt(at);
        text.add(character, template.spans().get(at));
        at += Character.charCount(character);
      }
    }
  }

  private Span span(int from, int to) {
    return template.spans().get(from).to(template.spans().get(to - 1));
  }

  private void endText() {
    MappedText done = text.build();
    if (!done.text().isEmpty()) {
      pieces.add(new Template.Text(done.text(), done.spans()));
    }
    text = new MappedText.Builder();
  }

  private void placeholder() throws Fault {
    int start = at;
    at++;
    String position = word();
    skipBlanks();
    Optional<Character> modifier = Optional.empty();
    if (at < template.text().length() && template.text().charAt(at) == ':') {
      at++;
      modifier = modifier(word(), start);
    }
    skipBlanks();
    if (at >= template.text().length() || template.text().charAt(at) != '}') {
      int end = Math.min(at + 1, template.text().length());
      throw Fault.at(span(start, end), "a placeholder has no `}`", "write `{{` for a brace");
    }
    at++;
    Span whole = span(start, at);
    int operand = operand(position, whole);
    used[operand] = true;
    endText();
    pieces.add(new Template.Placeholder(operand, modifier, whole));
  }

  private void skipBlanks() {
    while (at < template.text().length() && Character.isWhitespace(template.text().charAt(at))) {
      at++;
    }
  }

  private String word() {
    int from = at;
    while (at < template.text().length() && isWordPart(template.text().charAt(at))) {
      at++;
    }
    return template.text().substring(from, at);
  }

  private static boolean isWordPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private Optional<Character> modifier(String word, int start) throws Fault {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (word.length() > 1 || !Character.isLetter(word.charAt(0))) {
      throw Fault.at(span(start, at), "a modifier is one letter", "`" + word + "` is none");
    }
    return Optional.of(word.charAt(0));
  }

  private int operand(String position, Span span) throws Fault {
    boolean counted = position.isEmpty() || Character.isDigit(position.charAt(0));
    return counted ? byNumber(position, span) : byName(position, span);
  }

  private int byNumber(String position, Span span) throws Fault {
    int index = position.isEmpty() ? implicit++ : number(position);
    List<Argument> operands = arguments.operands();
    if (index < 0 || index >= operands.size()) {
      throw Fault.at(
          span, "there is no operand " + (index < 0 ? position : index), "no such operand");
    }
    Argument operand = operands.get(index);
    if (operand.isExplicit() || operand.name().isPresent()) {
      String what = operand.isExplicit() ? "names its register" : "has a name";
      String message = "a placeholder counts to an operand that " + what;
      throw Fault.at(span, message, "this is operand " + index, operand.span(), what);
    }
    return index;
  }

  private static int number(String position) {
    return position.length() < 9 && position.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(position)
        : -1;
  }

  private int byName(String name, Span span) throws Fault {
    List<Argument> operands = arguments.operands();
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).name().filter(n -> n.text().equals(name)).isPresent()) {
        return i;
      }
    }
    throw Fault.at(span, "there is no operand with the name `" + name + "`", "no such operand");
  }

  private void checkUse() throws Fault {
    List<Label> unused = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      Argument operand = arguments.operands().get(i);
      if (!used[i] && !operand.isExplicit()) {
        unused.add(new Label(operand.span(), "no placeholder prints it"));
      }
    }
    if (!unused.isEmpty()) {
      throw new Fault("the template does not use every operand", unused);
    }
  }
}

package dev.fabula.rust;

import dev.fabula.rust.Around.FunctionHead;
import dev.fabula.rust.Around.Parameter;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a function item.
 *
 * @param name its name; with a dollar sign if it is a metavariable
 * @param abi the string after {@code extern}; {@code Rust} without it
 * @param generics names of its type and const parameters
 * @param parameters its parameters, without {@code self}
 * @param result its return type; empty for unit
 * @param body its body, if it has one
 * @param span the whole item
 */
record FunctionSyntax(
    String name,
    String abi,
    List<String> generics,
    List<Parameter> parameters,
    List<Tree> result,
    Optional<Group> body,
    Span span) {

  /** Passes a function whose keyword is some trees ahead of the cursor. */
  static FunctionSyntax parse(Cursor cursor, int start, int ahead) {
    String abi = abi(cursor, ahead);
    cursor.moveTo(cursor.index() + ahead + 1);
    String name = (cursor.eat('$') ? "$" : "") + ((Token) cursor.next()).text();
    List<String> generics = generics(cursor);
    Optional<Group> parameters = cursor.eatGroup('(');
    List<Tree> result = result(cursor);
    while (!cursor.atEnd() && !cursor.isGroup('{') && !cursor.is(';')) {
      cursor.next();
    }
    Optional<Group> body = cursor.eatGroup('{');
    if (body.isEmpty()) {
      cursor.eat(';');
    }
    List<Parameter> list = parameters.map(g -> parameters(g.trees())).orElse(List.of());
    return new FunctionSyntax(name, abi, generics, list, result, body, cursor.spanSince(start));
  }

  /** The head of the function as sites see it. */
  FunctionHead head(Attributes attributes, boolean generic, Scope scope) {
    boolean naked = attributes.has("naked");
    return new FunctionHead(
        name, abi, naked, generic, attributes.inline(), parameters, result, scope, span);
  }

  /** The ABI that the qualifiers in front of the cursor name. */
  static String abi(Cursor cursor, int ahead) {
    for (int i = 0; i < ahead; i++) {
      if (cursor.isWord(i, "extern")) {
        Optional<Token> literal = cursor.token(i + 1, Kind.STRING);
        return literal.map(t -> t.text().substring(1, t.text().length() - 1)).orElse("C");
      }
    }
    return "Rust";
  }

  /** Passes generic parameters and returns the names of type and const parameters. */
  static List<String> generics(Cursor cursor) {
    if (!cursor.is('<')) {
      return List.of();
    }
    List<Tree> rest = cursor.rest();
    int end = Lists.afterAngles(rest, 0);
    cursor.moveTo(cursor.index() + end);
    List<String> names = new ArrayList<>();
    for (List<Tree> part : Lists.splitTypes(rest.subList(1, Math.max(1, end - 1)))) {
      Cursor parameter = new Cursor(part);
      Attributes.outer(parameter);
      parameter.eatWord("const");
      parameter.word().ifPresent(word -> names.add(word.text()));
    }
    return names;
  }

  private static List<Tree> result(Cursor cursor) {
    if (!cursor.eatJoint("->")) {
      return List.of();
    }
    int from = cursor.index();
    while (!cursor.atEnd() && !cursor.isGroup('{') && !cursor.is(';') && !cursor.isWord("where")) {
      cursor.next();
    }
    return cursor.since(from);
  }

  private static List<Parameter> parameters(List<Tree> trees) {
    List<Parameter> parameters = new ArrayList<>();
    for (List<Tree> part : Lists.splitTypes(trees)) {
      Cursor cursor = new Cursor(part);
      Attributes.outer(cursor);
      List<Tree> parameter = cursor.rest();
      int colon = Statements.colon(parameter);
      List<Tree> pattern = parameter.subList(0, colon);
      boolean self = pattern.stream().anyMatch(t -> t.isWord("self"));
      if (colon < parameter.size()) {
        parameters.add(new Parameter(pattern, parameter.subList(colon + 1, parameter.size())));
      } else if (self) {
        parameters.add(selfParameter(pattern));
      }
    }
    return parameters;
  }

  /** {@code self}, {@code &self} or {@code &'a mut self} as a parameter of type {@code Self}. */
  private static Parameter selfParameter(List<Tree> pattern) {
    Token self = (Token) pattern.getLast();
    List<Tree> type = new ArrayList<>(pattern.subList(0, pattern.size() - 1));
    boolean reference = !type.isEmpty() && type.getFirst().isPunctuation('&');
    if (!reference) {
      type.clear();
    }
    type.add(new Token(Kind.WORD, "Self", self.span(), false, Trail.MADE));
    return new Parameter(List.of(self), List.copyOf(type));
  }

  /** The type of an impl block from what stands between its generics and its body. */
  static List<Tree> selfType(List<Tree> header) {
    int from = 0;
    int end = header.size();
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).isPunctuation('<')) {
        i = Lists.afterAngles(header, i) - 1;
      } else if (header.get(i).isWord("where")) {
        end = i;
        break;
      } else if (header.get(i).isWord("for")
          && !(i + 1 < end && header.get(i + 1).isPunctuation('<'))) {
        from = i + 1;
      }
    }
    return header.subList(from, end);
  }

  /** The types of a struct's fields by name or number. */
  static Map<String, List<Tree>> fields(Group group) {
    Map<String, List<Tree>> fields = new LinkedHashMap<>();
    int number = 0;
    for (List<Tree> part : Lists.splitTypes(group.trees())) {
      Cursor cursor = new Cursor(part);
      Attributes.outer(cursor);
      if (cursor.eatWord("pub")) {
        cursor.eatGroup('(');
      }
      List<Tree> field = cursor.rest();
      int colon = group.isGroup('{') ? Statements.colon(field) : -1;
      if (colon < field.size()) {
        String name =
            colon > 0 ? Conditions.text(field.subList(0, colon)) : Integer.toString(number);
        fields.put(name, List.copyOf(field.subList(colon + 1, field.size())));
      }
      number++;
    }
    return fields;
  }
}

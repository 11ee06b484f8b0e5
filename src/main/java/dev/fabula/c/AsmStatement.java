package dev.fabula.c;

import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An {@code asm} statement or item, cut into its parts (GCC manual, 6.11.1 and 6.11.2).
 *
 * @param word the keyword as written
 * @param head the keyword's place
 * @param span from the keyword to the closing parenthesis
 * @param qualifiers the words between keyword and parenthesis
 * @param template the tokens of the template
 * @param outputs the outputs
 * @param inputs the inputs
 * @param clobbers the tokens of each clobber
 * @param labels the tokens of each label
 * @param parts the place of each part, the template first
 */
record AsmStatement(
    String word,
    Span head,
    Span span,
    List<String> qualifiers,
    List<Token> template,
    List<Argument> outputs,
    List<Argument> inputs,
    List<List<Token>> clobbers,
    List<List<Token>> labels,
    List<Span> parts) {

  /** Copies the lists. */
  AsmStatement {
    qualifiers = List.copyOf(qualifiers);
    template = List.copyOf(template);
    outputs = List.copyOf(outputs);
    inputs = List.copyOf(inputs);
    clobbers = List.copyOf(clobbers);
    labels = List.copyOf(labels);
    parts = List.copyOf(parts);
  }

  /**
   * An operand.
   *
   * @param span the whole operand
   * @param name the name in brackets
   * @param constraint the tokens of the constraint
   * @param expression the expression in its parentheses
   * @param value the place of the expression
   */
  record Argument(
      Span span, Optional<String> name, List<Token> constraint, Cursor expression, Span value) {

    /** Copies the tokens. */
    Argument {
      constraint = List.copyOf(constraint);
    }
  }

  /** Whether it has no colon, so that the template is plain text. */
  boolean isBasic() {
    return parts.size() == 1;
  }

  /** Whether it stays where and as often as it is written (GCC manual, 6.11.2.1). */
  boolean isVolatile() {
    return outputs.isEmpty()
        || qualifiers.stream().anyMatch(Words.VOLATILE::contains)
        || qualifiers.stream().anyMatch(q -> q.contains("goto"));
  }

  /** Reads the statement whose keyword is at the cursor; empty if it is none. */
  static Optional<AsmStatement> read(Cursor cursor) {
    int start = cursor.at();
    Token head = cursor.token(start);
    int open = start + 1;
    List<String> qualifiers = new ArrayList<>();
    while (open < cursor.end() && Words.ASM_QUALIFIERS.contains(cursor.token(open).text())) {
      qualifiers.add(cursor.token(open).text());
      open++;
    }
    if (open >= cursor.end() || !cursor.token(open).is("(")) {
      return Optional.empty();
    }
    int close = cursor.partner(open);
    if (close >= cursor.end()) {
      return Optional.empty();
    }
    return Optional.of(new Reader(cursor, open, close).statement(head, qualifiers));
  }

  /** Cuts the text between the parentheses. */
  private record Reader(Cursor cursor, int open, int close) {

    AsmStatement statement(Token head, List<String> qualifiers) {
      List<Cursor> parts = split(cursor.between(open + 1, close), ":");
      List<List<Token>> words = parts.stream().map(Reader::tokens).toList();
      return new AsmStatement(
          head.text(),
          head.span(),
          head.span().to(cursor.token(close).span()),
          qualifiers,
          words.getFirst(),
          arguments(parts, 1),
          arguments(parts, 2),
          lists(parts, 3),
          lists(parts, 4),
          places(parts));
    }

    private List<Span> places(List<Cursor> parts) {
      List<Span> places = new ArrayList<>();
      int from = cursor.token(open).span().end();
      for (Cursor part : parts) {
        List<Token> tokens = tokens(part);
        places.add(
            tokens.isEmpty()
                ? Span.at(from)
                : tokens.getFirst().span().to(tokens.getLast().span()));
        from = cursor.token(Math.min(part.end(), close)).span().end();
      }
      return places;
    }

    private static List<Token> tokens(Cursor part) {
      List<Token> tokens = new ArrayList<>();
      for (int i = part.at(); i < part.end(); i++) {
        if (part.token(i).kind() != Token.Kind.DIRECTIVE) {
          tokens.add(part.token(i));
        }
      }
      return tokens;
    }

    private static List<Cursor> split(Cursor part, String separator) {
      List<Cursor> parts = new ArrayList<>();
      Cursor whole = part.between(part.at(), part.end());
      int from = whole.at();
      while (!whole.isEnd()) {
        if (whole.is(separator)) {
          parts.add(whole.between(from, whole.at()));
          from = whole.at() + 1;
          whole.next();
        } else {
          whole.skip();
        }
      }
      parts.add(whole.between(from, whole.end()));
      return parts;
    }

    private static List<List<Token>> lists(List<Cursor> parts, int index) {
      if (index >= parts.size() || parts.get(index).isEnd()) {
        return List.of();
      }
      return split(parts.get(index), ",").stream().map(Reader::tokens).toList();
    }

    private static List<Argument> arguments(List<Cursor> parts, int index) {
      if (index >= parts.size() || tokens(parts.get(index)).isEmpty()) {
        return List.of();
      }
      return split(parts.get(index), ",").stream().map(Reader::argument).toList();
    }

    private static Argument argument(Cursor part) {
      List<Token> all = tokens(part);
      Span span = all.isEmpty() ? Span.at(0) : all.getFirst().span().to(all.getLast().span());
      Optional<String> name = Optional.empty();
      while (!part.isEnd() && part.token(part.at()).kind() == Token.Kind.DIRECTIVE) {
        part.next();
      }
      if (part.is("[")) {
        name = Optional.of(part.token(Math.min(part.at() + 1, part.end() - 1)).text());
        part.skip();
      }
      List<Token> constraint = new ArrayList<>();
      while (!part.isEnd() && !part.is("(")) {
        Token token = part.next();
        if (token.kind() != Token.Kind.DIRECTIVE) {
          constraint.add(token);
        }
      }
      Cursor expression = part.between(part.at(), part.end());
      if (part.is("(")) {
        expression = part.between(part.at() + 1, part.partner(part.at()));
      }
      List<Token> inside = tokens(expression.between(expression.at(), expression.end()));
      Span value = inside.isEmpty() ? span : inside.getFirst().span().to(inside.getLast().span());
      return new Argument(span, name, constraint, expression, value);
    }
  }
}

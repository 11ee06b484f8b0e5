package dev.fabula.c;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A macro's definition (C11, 6.10.3).
 *
 * @param name the macro's name
 * @param head from the directive to the name or the parameters
 * @param parameters the parameters' names; empty for a macro that is no function
 * @param body the tokens behind them
 */
record Definition(String name, Span head, Optional<List<String>> parameters, List<Token> body) {

  private static final Pattern DEFINE = Pattern.compile("^#[\\s\\\\]*define\\b");

  /** Copies the tokens. */
  Definition {
    parameters = parameters.map(List::copyOf);
    body = List.copyOf(body);
  }

  /** The definition that a directive is, if it is one. */
  static Optional<Definition> of(SourceFile file, Token directive) {
    Matcher matcher = DEFINE.matcher(directive.text());
    if (!matcher.find()) {
      return Optional.empty();
    }
    Span span = directive.span();
    List<Token> tokens =
        Scanner.scan(file, new Span(span.start() + matcher.group().length(), span.end()));
    return tokens.isEmpty() || !tokens.getFirst().isWord()
        ? Optional.empty()
        : Optional.of(of(span, tokens));
  }

  private static Definition of(Span directive, List<Token> tokens) {
    Token name = tokens.getFirst();
    boolean function =
        tokens.size() > 1
            && tokens.get(1).is("(")
            && tokens.get(1).span().start() == name.span().end();
    List<String> parameters = new ArrayList<>();
    int at = 1;
    while (function && at < tokens.size() && !tokens.get(at).is(")")) {
      if (tokens.get(at).isWord()) {
        parameters.add(tokens.get(at).text());
      } else if (tokens.get(at).is("...")) {
        parameters.add("__VA_ARGS__");
      }
      at++;
    }
    int body = Math.min(tokens.size(), function ? at + 1 : at);
    Span head = new Span(directive.start(), tokens.get(body - 1).span().end());
    return new Definition(
        name.text(),
        head,
        function ? Optional.of(parameters) : Optional.empty(),
        tokens.subList(body, tokens.size()));
  }

  /** Whether an asm statement may be in its body. */
  boolean holdsAsm() {
    return body.stream().anyMatch(t -> t.isWord() && Words.ASM.contains(t.text()));
  }

  /** Whether it stands for string literals. */
  boolean isText() {
    return parameters.isEmpty()
        && !body.isEmpty()
        && body.stream().allMatch(t -> t.kind() == Token.Kind.STRING);
  }
}

package dev.fabula.c;

import dev.fabula.source.MappedText;
import dev.fabula.source.SourceFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The string literals of one file, with the macros among them that the file itself defines as
 * literals, once and under no condition.
 */
final class Texts {

  private final SourceFile file;
  private final Map<String, List<Token>> macros = new HashMap<>();

  /**
   * The texts of a file.
   *
   * @param tokens all tokens of the file
   */
  Texts(SourceFile file, List<Token> tokens) {
    this.file = file;
    List<Token> directives = tokens.stream().filter(t -> t.kind() == Token.Kind.DIRECTIVE).toList();
    Set<String> doubtful = new HashSet<>();
    boolean guarded = !directives.isEmpty() && word(directives.getFirst()).equals("ifndef");
    int depth = guarded ? -1 : 0;
    for (Token directive : directives) {
      String word = word(directive);
      if (word.startsWith("if")) {
        depth++;
      } else if (word.equals("endif")) {
        depth--;
      } else if (word.equals("undef")) {
        doubtful.add(directive.text().replaceFirst("^#\\s*undef\\s+", "").strip());
      } else {
        boolean certain = depth == 0;
        Definition.of(file, directive).ifPresent(d -> note(d, certain, doubtful));
      }
    }
    macros.keySet().removeAll(doubtful);
  }

  private static String word(Token directive) {
    return directive.text().replaceFirst("^#\\s*", "").replaceFirst("(?s)\\W.*", "");
  }

  private void note(Definition definition, boolean certain, Set<String> doubtful) {
    boolean first = macros.putIfAbsent(definition.name(), definition.body()) == null;
    if (!first || !certain || !definition.isText()) {
      doubtful.add(definition.name());
    }
  }

  /** What the tokens say together; empty if one of them is no text that is known. */
  Optional<MappedText> read(List<Token> tokens) {
    MappedText.Builder text = new MappedText.Builder();
    for (Token token : tokens) {
      List<Token> macro = token.isWord() ? macros.getOrDefault(token.text(), List.of()) : List.of();
      Optional<MappedText> read = Strings.read(file, macro.isEmpty() ? List.of(token) : macro);
      if (read.isEmpty()) {
        return read;
      }
      text.add(macro.isEmpty() ? read.get() : MappedText.at(read.get().text(), token.span()));
    }
    return tokens.isEmpty() ? Optional.empty() : Optional.of(text.build());
  }
}

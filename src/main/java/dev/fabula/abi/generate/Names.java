package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How generated text calls things. */
final class Names {

  /** Words of Rust or C that a role or stub may be called; the same name is used in both. */
  private static final Set<String> RESERVED =
      Set.of(
          "abstract",
          "as",
          "async",
          "auto",
          "await",
          "become",
          "box",
          "break",
          "case",
          "char",
          "const",
          "continue",
          "crate",
          "default",
          "do",
          "double",
          "dyn",
          "else",
          "enum",
          "extern",
          "false",
          "final",
          "float",
          "fn",
          "for",
          "gen",
          "goto",
          "if",
          "impl",
          "in",
          "inline",
          "int",
          "let",
          "long",
          "loop",
          "macro",
          "match",
          "mod",
          "move",
          "mut",
          "override",
          "priv",
          "pub",
          "ref",
          "register",
          "restrict",
          "return",
          "self",
          "short",
          "signed",
          "sizeof",
          "static",
          "struct",
          "super",
          "switch",
          "trait",
          "true",
          "try",
          "type",
          "typedef",
          "typeof",
          "union",
          "unsafe",
          "unsigned",
          "unsized",
          "use",
          "virtual",
          "void",
          "volatile",
          "where",
          "while",
          "yield",
          "asm");

  private Names() {}

  /** A name that is no word of either language. */
  static String plain(String name) {
    return RESERVED.contains(name) ? name + "_" : name;
  }

  /** The name of a constant, as in {@code NB_SEND_RECV}. */
  static String constant(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .toUpperCase(Locale.ROOT);
  }

  /** The name of a type, as in {@code SendRecv}. */
  static String type(String name) {
    return Arrays.stream(name.split("_"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** The description with the variants that were chosen, in words. */
  static String title(Abi abi) {
    return abi.variants().isEmpty()
        ? "`" + abi.name() + "`"
        : "`"
            + abi.name()
            + "`, variant "
            + String.join(", ", abi.variants().stream().sorted().toList());
  }
}

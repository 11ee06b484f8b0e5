package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the structs, enums, unions and type aliases of a Rust text. */
final class DefinitionReader {

  private static final Pattern ITEM =
      Pattern.compile("\\b(mod|fn|struct|enum|union|type|impl|trait|macro_rules)\\b");
  private static final Pattern NAME = Pattern.compile("\\s+([A-Za-z_]\\w*)\\s*");
  private static final Pattern RANGE =
      Pattern.compile("#\\[range\\((\\w+),\\s*(\\w+)\\)\\]\\s*(?:pub\\s*)?$");

  private static final Pattern REPRESENTATION =
      Pattern.compile(
          "#\\[\\s*repr\\(([^)]*)\\)\\s*\\](?:\\s*#\\[[^\\]]*\\])*\\s*(?:pub\\s*(?:\\([^)]*\\)\\s*)?)?$");

  private final String text;
  private final boolean own;
  private final Map<String, Definition> found;
  private final Map<String, String> aliases;

  /** How many functions are around what is read. */
  private int functions;

  /**
   * A reader.
   *
   * @param text the text without comments and strings
   * @param own whether it is of the crate that runs
   * @param found gets the definitions by path
   * @param aliases gets what type aliases without parameters stand for, by path
   */
  DefinitionReader(
      String text, boolean own, Map<String, Definition> found, Map<String, String> aliases) {
    this.text = text;
    this.own = own;
    this.found = found;
    this.aliases = aliases;
  }

  void read() {
    read(0, text.length(), "");
  }

  private void read(int from, int to, String scope) {
    Matcher item = ITEM.matcher(text).region(from, to);
    int at = from;
    while (item.find(at)) {
      if (item.start() >= to) {
        return;
      }
      at = item(item.group(1), item.start(), item.end(), scope);
      item.region(Math.min(at, text.length()), text.length());
    }
  }

  /** Reads an item and tells where it ends. */
  private int item(String word, int start, int behind, String scope) {
    if (word.equals("impl") || word.equals("trait")) {
      return block(behind, scope);
    }
    Matcher name = NAME.matcher(text).region(behind, text.length());
    if (!name.lookingAt()) {
      return behind;
    }
    String path = scope.isEmpty() ? name.group(1) : scope + "::" + name.group(1);
    return switch (word) {
      case "mod" -> block(name.end(), path);
      case "fn" -> {
        functions++;
        int end = block(name.end(), path);
        functions--;
        yield end;
      }
      case "macro_rules" -> behind;
      case "type" -> alias(path, name.end());
      default -> definition(word, path, start, name.end());
    };
  }

  /** Reads what is in the next braces, if a semicolon does not come before them. */
  private int block(int from, String scope) {
    int open = from;
    int depth = 0;
    while (open < text.length()) {
      char c = text.charAt(open);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth == 0 && (c == ';' || c == '{')) {
        break;
      }
      open++;
    }
    if (open >= text.length() || text.charAt(open) == ';') {
      return Math.min(text.length(), open + 1);
    }
    int end = close(open);
    read(open + 1, end, scope);
    return end;
  }

  /** Where the bracket that opens at a place is closed. */
  private int close(int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean arrow = c == '>' && i > 0 && (text.charAt(i - 1) == '-' || text.charAt(i - 1) == '=');
      depth += opens(c, text.charAt(open)) ? 1 : closes(c, text.charAt(open)) && !arrow ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean opens(char c, char kind) {
    return c == kind;
  }

  private static boolean closes(char c, char kind) {
    return c == (kind == '(' ? ')' : kind == '[' ? ']' : kind == '{' ? '}' : '>');
  }

  private int alias(String path, int from) {
    int end = text.indexOf(';', from);
    int equals = text.indexOf('=', from);
    if (end > 0 && equals > 0 && equals < end && text.substring(from, equals).isBlank()) {
      aliases.put(path, text.substring(equals + 1, end).strip());
    }
    return end < 0 ? text.length() : end;
  }

  private int definition(String word, String path, int start, int from) {
    int at = from;
    List<String> parameters = List.of();
    if (at < text.length() && text.charAt(at) == '<') {
      int end = close(at);
      parameters = parameters(text.substring(at + 1, end));
      at = end + 1;
    }
    while (at < text.length() && "{(;=".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at >= text.length() || text.charAt(at) == '=') {
      return from;
    }
    boolean unit = text.charAt(at) == ';';
    int end = unit ? at : close(at);
    String inside = unit ? "" : text.substring(at + 1, end);
    List<Definition.Variant> variants =
        word.equals("enum")
            ? variants(inside)
            : List.of(variant(path, unit ? ' ' : text.charAt(at), inside, Optional.empty()));
    Definition.Kind kind = Definition.Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    found.putIfAbsent(
        path,
        new Definition(
            path,
            kind,
            parameters,
            variants,
            range(start),
            own,
            representation(start),
            functions > 0 ? Optional.of(end(end)) : Optional.empty()));
    return end;
  }

  /** The offset behind a definition, with the semicolon of one in parentheses. */
  private int end(int close) {
    if (text.charAt(close) != ')') {
      return close + 1;
    }
    int semicolon = text.indexOf(';', close);
    return semicolon < 0 ? close + 1 : semicolon + 1;
  }

  private List<String> representation(int start) {
    Matcher matcher = REPRESENTATION.matcher(text.substring(Math.max(0, start - 300), start));
    return matcher.find() ? List.of(matcher.group(1).strip().split("\\s*,\\s*")) : List.of();
  }

  private Optional<Ty.Range> range(int start) {
    Matcher matcher = RANGE.matcher(text.substring(Math.max(0, start - 80), start));
    return matcher.find()
        ? Optional.of(
            new Ty.Range(
                true,
                Long.parseUnsignedLong(matcher.group(1)),
                Long.parseUnsignedLong(matcher.group(2))))
        : Optional.empty();
  }

  private static List<String> parameters(String inside) {
    List<String> result = new ArrayList<>();
    for (String part : Texts.split(inside, ',')) {
      if (!part.startsWith("'")) {
        String name = part.startsWith("const ") ? part.substring(6) : part;
        result.add(name.split("[:=]", 2)[0].strip());
      }
    }
    return result;
  }

  private static List<Definition.Variant> variants(String inside) {
    List<Definition.Variant> result = new ArrayList<>();
    Optional<Long> next = Optional.of(0L);
    for (String item : Texts.split(inside, ',')) {
      String part = item.replaceAll("^(?:#\\[[^\\]]*\\]\\s*)+", "");
      Matcher matcher =
          Pattern.compile("(?s)^(\\w+)\\s*(?:([({])(.*)[)}])?\\s*(?:=(.*))?$").matcher(part);
      if (!matcher.matches()) {
        continue;
      }
      if (matcher.group(4) != null) {
        next = Texts.number(matcher.group(4).strip());
      }
      char bracket = matcher.group(2) == null ? ' ' : matcher.group(2).charAt(0);
      String fields = matcher.group(3) == null ? "" : matcher.group(3);
      result.add(variant(matcher.group(1), bracket, fields, next));
      next = next.map(n -> n + 1);
    }
    return result;
  }

  private static Definition.Variant variant(
      String name, char bracket, String inside, Optional<Long> discriminant) {
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String item : Texts.split(inside, ',')) {
      String field = item.replaceAll("^(?:#\\[[^\\]]*\\]\\s*)*(?:pub(?:\\([^)]*\\))?\\s+)?", "");
      int colon = bracket == '{' ? field.indexOf(':') : -1;
      names.add(colon < 0 ? String.valueOf(names.size()) : field.substring(0, colon).strip());
      types.add(field.substring(colon + 1).strip());
    }
    return new Definition.Variant(name, discriminant, types, names);
  }
}

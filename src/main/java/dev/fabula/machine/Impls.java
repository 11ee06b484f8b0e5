package dev.fabula.machine;

import dev.fabula.mir.Body;
import dev.fabula.mir.Dump;
import dev.fabula.mir.Type;
import dev.fabula.mir.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The methods of a crate, which MIR names by where their {@code impl} stands in the source. */
final class Impls {

  private static final Pattern NAME =
      Pattern.compile("(?:.*::)?<impl at .*?:(\\d+):(\\d+): (\\d+):(\\d+)>::(\\w+)");

  private final Dump dump;
  private final List<String> lines;
  private final FieldTypes fields;
  private final List<Impl> all = new ArrayList<>();

  Impls(Dump dump, String source, Definitions definitions) {
    this.dump = dump;
    this.lines = source.lines().toList();
    this.fields = new FieldTypes(dump, definitions);
    for (String name : dump.names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        read(name, matcher);
      }
    }
  }

  List<Impl> all() {
    return List.copyOf(all);
  }

  private void read(String item, Matcher at) {
    int line = Integer.parseInt(at.group(1));
    int end = Integer.parseInt(at.group(3));
    if (end > lines.size()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = line; i <= end; i++) {
      String whole = lines.get(i - 1);
      int from = i == line ? column(whole, at.group(2)) : 0;
      int to = i == end ? column(whole, at.group(4)) : whole.length();
      text.append(whole, Math.min(from, to), to).append(' ');
    }
    all.add(impl(item, at.group(5), text.toString().strip()));
  }

  private static int column(String line, String number) {
    int count = Integer.parseInt(number) - 1;
    return line.offsetByCodePoints(0, Math.min(count, line.codePointCount(0, line.length())));
  }

  private Impl impl(String item, String method, String text) {
    if (!text.contains("impl")) {
      Optional<Type> self = receiver(item);
      String name = self.map(s -> s instanceof Type.Named n ? n.name() : "").orElse("");
      return new Impl(item, method, Optional.of(text), name, self, List.of());
    }
    String rest = text.substring(text.indexOf("impl") + 4).strip();
    List<String> parameters = List.of();
    if (rest.startsWith("<")) {
      int close = close(rest);
      parameters = Generics.names(rest.substring(1, close));
      rest = rest.substring(close + 1).strip();
    }
    rest = rest.replaceFirst("\\s+where\\s.*$", "");
    int at = rest.indexOf(" for ");
    Optional<String> trait = at < 0 ? Optional.empty() : Optional.of(rest.substring(0, at));
    String self = (at < 0 ? rest : rest.substring(at + 5)).strip();
    return new Impl(
        item,
        method,
        trait.map(String::strip),
        Impl.last(Texts.plain(self)),
        type(self, parameters, item),
        parameters);
  }

  private static int close(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean arrow = c == '>' && i > 0 && text.charAt(i - 1) == '-';
      depth += c == '<' ? 1 : c == '>' && !arrow ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length() - 1;
  }

  private Optional<Type> type(String text, List<String> parameters, String item) {
    int at = item.indexOf("<impl at");
    String scope = at < 2 ? "x" : item.substring(0, at) + "x";
    Definition here =
        new Definition(
            scope,
            Definition.Kind.STRUCT,
            parameters,
            List.of(),
            Optional.empty(),
            true,
            List.of(),
            Optional.empty());
    try {
      return Optional.of(Substitution.NONE.apply(fields.read(text, here)));
    } catch (Unsupported unsupported) {
      return Optional.empty();
    }
  }

  /** The type of the first parameter, behind references. */
  private Optional<Type> receiver(String item) {
    try {
      Optional<Body> body = dump.body(item);
      Type type = body.isPresent() && body.get().parameters() > 0 ? body.get().type(1) : Type.UNIT;
      while (type instanceof Type.Pointer pointer) {
        type = pointer.pointee();
      }
      return type.equals(Type.UNIT) ? Optional.empty() : Optional.of(type);
    } catch (Unsupported unsupported) {
      return Optional.empty();
    }
  }
}

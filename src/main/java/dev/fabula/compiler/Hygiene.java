package dev.fabula.compiler;

import dev.fabula.rust.Compilation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The macro calls of a crate, from what {@code -Zunpretty=expanded,hygiene} prints behind the text
 * with {@code -Zverbose-internals}: which call wrote what has a syntax context.
 */
final class Hygiene {
  private static final int DEEPEST = 256;
  private static final String START = "HygieneData {";
  private static final String EXPANSIONS = "    local_expn_data: [";
  private static final String CONTEXTS = "    syntax_context_data: [";
  private static final Pattern OWN = Pattern.compile("outer_expn: crate0::\\{\\{expn(\\d+)}},");

  private final Path folder;
  private final List<Expansion> expansions = new ArrayList<>();
  private final Map<Integer, Integer> outer = new HashMap<>();
  private String section = "";
  private int contexts;
  private boolean bang;
  private String name = "";
  private Optional<Where> call = Optional.empty();

  /** One expansion: of a macro with an exclamation mark, or of something that moves no text. */
  private record Expansion(boolean bang, String name, Optional<Where> call) {}

  private Hygiene(Path folder) {
    this.folder = folder;
  }

  /** Reads the lines that rustc printed in a folder. */
  static Hygiene read(Stream<String> lines, Path folder) {
    Hygiene hygiene = new Hygiene(folder);
    lines.forEach(hygiene::line);
    return hygiene;
  }

  private void line(String line) {
    if (line.equals(START)) {
      expansions.clear();
      outer.clear();
      contexts = 0;
    } else if (line.startsWith("    ") && line.length() > 4 && line.charAt(4) != ' ') {
      section = line;
    } else if (section.equals(EXPANSIONS)) {
      expansion(line);
    } else if (section.equals(CONTEXTS)) {
      context(line);
    }
  }

  private void expansion(String line) {
    String text = line.strip();
    if (line.equals("        Some(")) {
      bang = false;
      name = "";
      call = Optional.empty();
    } else if (line.equals("        ),") || line.equals("        None,")) {
      expansions.add(new Expansion(bang, name, call));
    } else if (line.startsWith("                    ") && text.equals("Bang,")) {
      bang = true;
    } else if (name.isEmpty() && text.startsWith("\"") && text.endsWith("\",")) {
      name = text.substring(1, text.length() - 2);
    } else if (line.startsWith("                call_site: ") && text.endsWith(",")) {
      call = Where.read(text.substring("call_site: ".length(), text.length() - 1), folder);
    }
  }

  private void context(String line) {
    Matcher matcher = OWN.matcher(line.strip());
    if (line.equals("        SyntaxContextData {")) {
      contexts++;
    } else if (matcher.matches()) {
      outer.put(contexts - 1, Integer.parseInt(matcher.group(1)));
    }
  }

  private static String simple(String path) {
    return path.substring(path.lastIndexOf(':') + 1);
  }

  /** The calls that led to a context, the outermost first; empty if that is not known. */
  Optional<List<Compilation.Call>> calls(int context) {
    List<Compilation.Call> calls = new ArrayList<>();
    int at = context;
    while (at != 0) {
      Integer number = outer.get(at);
      if (number == null || number >= expansions.size() || calls.size() > DEEPEST) {
        return Optional.empty();
      }
      Expansion expansion = expansions.get(number);
      if (expansion.call().isEmpty()) {
        return Optional.empty();
      }
      Where where = expansion.call().get();
      if (expansion.bang()) {
        calls.addFirst(new Compilation.Call(simple(expansion.name()), where.start(), where.end()));
      }
      if (where.context() == at) {
        return Optional.empty();
      }
      at = where.context();
    }
    return Optional.of(calls);
  }
}

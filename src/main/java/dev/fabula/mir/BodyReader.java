package dev.fabula.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one function or constant of a dump. */
final class BodyReader {

  private static final Pattern LOCAL = Pattern.compile("let (?:mut )?_(\\d+): (.*);");
  private static final Pattern NAME = Pattern.compile("debug (\\w+) => _(\\d+);");
  private static final Pattern BLOCK = Pattern.compile("bb(\\d+)(?: \\(cleanup\\))?: \\{");

  private static final Pattern COMMENT =
      Pattern.compile(";\\s+// (?:return place in |in )?(scope \\d+ at .*)$");

  private final TypeReader types;
  private final LineReader lines;

  private final boolean lenient;

  /**
   * A reader.
   *
   * @param lenient whether a statement that is not understood stands for itself
   */
  BodyReader(int pointerBits, boolean lenient) {
    this.lenient = lenient;
    this.types = new TypeReader(pointerBits);
    this.lines = new LineReader(types);
  }

  /**
   * The body of an item.
   *
   * @param text the item's lines, from its header to its closing brace
   */
  Body read(String name, List<String> text) throws Unsupported {
    Map<Integer, Type> locals = new HashMap<>();
    int parameters = header(text.getFirst(), locals);
    List<Body.Block> blocks = new ArrayList<>();
    Map<Integer, String> names = new HashMap<>();
    for (int i = 1; i < text.size(); i++) {
      String line = uncommented(text.get(i)).strip();
      Matcher named = NAME.matcher(line);
      if (named.matches()) {
        names.putIfAbsent(Integer.parseInt(named.group(2)), named.group(1));
      }
      Matcher local = LOCAL.matcher(line);
      if (local.matches()) {
        locals.put(Integer.parseInt(local.group(1)), types.read(local.group(2)));
      } else if (BLOCK.matcher(line).matches()) {
        int end = i + 1;
        while (!text.get(end).equals("    }")) {
          end++;
        }
        blocks.add(block(text.subList(i + 1, end), line.contains("(cleanup)")));
        i = end;
      }
    }
    return new Body(name, parameters, locals, blocks, names, Scopes.read(text), Scopes.names(text));
  }

  private Body.Block block(List<String> text, boolean cleanup) throws Unsupported {
    if (cleanup) {
      return new Body.Block(List.of(), new Terminator.Other("unwinding"), List.of(""));
    }
    List<String> code = code(text);
    List<Statement> statements = new ArrayList<>();
    for (String line : code.subList(0, code.size() - 1)) {
      statements.add(statement(bare(line)));
    }
    return new Body.Block(
        statements,
        terminator(bare(code.getLast())),
        code.stream().map(BodyReader::place).toList());
  }

  private Statement statement(String line) throws Unsupported {
    try {
      return lines.statement(line);
    } catch (Unsupported unsupported) {
      if (lenient) {
        return new Statement.Other(unsupported.what());
      }
      throw unsupported;
    }
  }

  private Terminator terminator(String line) throws Unsupported {
    try {
      return lines.terminator(line);
    } catch (Unsupported unsupported) {
      if (lenient) {
        return new Terminator.Other(line);
      }
      throw unsupported;
    }
  }

  /** The lines that are no mere comments; those of an asm statement's template are one. */
  private static List<String> code(List<String> text) {
    List<String> code = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i);
      if (line.strip().startsWith("asm!(")) {
        List<String> all = text.subList(i, text.size());
        code.add(String.join("\n", all.stream().filter(l -> !isComment(l)).toList()));
        return code;
      }
      if (!isComment(line)) {
        code.add(line);
      }
    }
    return code;
  }

  private static boolean isComment(String line) {
    return line.strip().startsWith("// ");
  }

  private static String uncommented(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.find() ? line.substring(0, comment.start() + 1) : line;
  }

  private static String place(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.find() ? comment.group(1) : "";
  }

  /** The line without its indentation, comment and semicolon. */
  private static String bare(String line) {
    String stripped = uncommented(line).strip();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  /** Reads the types of parameters and result and tells how many parameters there are. */
  private int header(String line, Map<Integer, Type> locals) throws Unsupported {
    if (!line.startsWith("fn ")) {
      Cursor cursor = new Cursor(line.substring(line.indexOf(' ')));
      cursor.takes("mut ");
      cursor.path();
      cursor.bracketed();
      cursor.expect(":");
      String type = cursor.rest();
      locals.put(0, types.read(type.substring(0, type.lastIndexOf(" = {"))));
      return 0;
    }
    Cursor cursor = new Cursor(line.substring(3));
    cursor.path();
    cursor.expect("(");
    int count = 0;
    while (!cursor.takes(")")) {
      cursor.expect("_");
      int local = (int) cursor.number();
      cursor.expect(":");
      locals.put(local, types.read(cursor.item()));
      count++;
      cursor.takes(",");
    }
    cursor.expect("->");
    String result = cursor.rest();
    locals.put(0, types.read(result.substring(0, result.lastIndexOf('{')).strip()));
    return count;
  }
}

package dev.fabula.compiler;

import dev.fabula.rust.CompiledAsm;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the asm statements in what {@code -Zunpretty=thir-tree} prints. */
final class ThirReader {
  private static final String STATEMENT = "InlineAsm {";
  private static final String EXPRESSION = "InlineAsmExpr {";
  private static final String OPERAND = "InlineAsmOperand::";
  private static final Pattern PLACEHOLDER =
      Pattern.compile("Placeholder \\{ operand_idx: (\\d+), modifier: (None|Some\\('(.)'\\)), .*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u\\{([0-9a-f]+)}|.)");

  private final Path folder;
  private final String architecture;
  private final Function<String, Optional<BigInteger>> constants;
  private final BiConsumer<Where, CompiledAsm> found;

  /**
   * A reader.
   *
   * @param folder where relative paths start
   * @param architecture the machine that was compiled for
   * @param constants tells the value of the constant at a place as rustc prints it
   * @param found hears of each statement that is understood
   */
  ThirReader(
      Path folder,
      String architecture,
      Function<String, Optional<BigInteger>> constants,
      BiConsumer<Where, CompiledAsm> found) {
    this.folder = folder;
    this.architecture = architecture;
    this.constants = constants;
    this.found = found;
  }

  /** Reads all lines. */
  void read(Stream<String> lines) {
    Iterator<String> rest = lines.iterator();
    String span = "";
    while (rest.hasNext()) {
      String line = rest.next();
      if (line.endsWith(STATEMENT)) {
        statement(Line.of(line), span, rest);
      } else if (line.contains(" span: ")) {
        span = line;
      }
    }
  }

  private void statement(Line start, String span, Iterator<String> rest) {
    List<Line> lines = new ArrayList<>();
    while (rest.hasNext()) {
      Line line = Line.of(rest.next());
      boolean blank = line.text().isEmpty();
      if (!blank && line.depth() <= start.depth()) {
        break;
      }
      if (!blank) {
        lines.add(line);
      }
    }
    statement(Line.of(span), lines);
  }

  /** Reads a statement and, for there may be code in its operands, those inside of it. */
  private void statement(Line span, List<Line> lines) {
    Optional<Where> where = Where.read(span.value(), folder);
    Optional<CompiledAsm> asm = asm(lines);
    if (where.isPresent() && asm.isPresent()) {
      found.accept(where.get(), asm.get());
    }
    Line last = span;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.text().equals(STATEMENT)) {
        List<Line> inside = below(lines, i);
        statement(last, inside);
        i += inside.size();
      } else if (line.isField("span")) {
        last = line;
      }
    }
  }

  /** The lines after one that are deeper than it. */
  private static List<Line> below(List<Line> lines, int at) {
    int end = at + 1;
    while (end < lines.size() && lines.get(end).depth() > lines.get(at).depth()) {
      end++;
    }
    return lines.subList(at + 1, end);
  }

  private Optional<CompiledAsm> asm(List<Line> lines) {
    int start = indexOf(lines, EXPRESSION, 0);
    if (start < 0) {
      return Optional.empty();
    }
    int depth = lines.get(start).depth() + 4;
    int template = indexOf(lines, "template: [", depth);
    int operands = indexOf(lines, "operands: [", depth);
    Optional<MacroKind> macro = field(lines, "asm_macro", depth).flatMap(ThirReader::macro);
    Optional<Set<Option>> options = field(lines, "options", depth).flatMap(ThirReader::options);
    if (template < 0 || operands < 0 || macro.isEmpty() || options.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = template(below(lines, template));
    Optional<List<CompiledAsm.Operand>> all = operands(below(lines, operands));
    return text.isEmpty() || all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CompiledAsm(architecture, macro.get(), text.get(), all.get(), options.get()));
  }

  private static Optional<String> field(List<Line> lines, String name, int depth) {
    return lines.stream()
        .filter(l -> l.depth() == depth && l.isField(name))
        .map(Line::value)
        .findFirst();
  }

  private static Optional<MacroKind> macro(String name) {
    return switch (name) {
      case "Asm" -> Optional.of(MacroKind.ASM);
      case "GlobalAsm" -> Optional.of(MacroKind.GLOBAL_ASM);
      case "NakedAsm" -> Optional.of(MacroKind.NAKED_ASM);
      default -> Optional.empty();
    };
  }

  /** The options of a text such as {@code NOMEM | NOSTACK}; empty if one is not known. */
  private static Optional<Set<Option>> options(String text) {
    Set<Option> options = EnumSet.noneOf(Option.class);
    for (String word : text.isEmpty() ? new String[0] : text.split(" \\| ")) {
      Optional<Option> option = Option.named(word.toLowerCase(Locale.ROOT));
      if (option.isEmpty()) {
        return Optional.empty();
      }
      options.add(option.get());
    }
    return Optional.of(options);
  }

  private static int indexOf(List<Line> lines, String text, int depth) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.text().equals(text) && (depth == 0 || line.depth() == depth)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<String> template(List<Line> pieces) {
    StringBuilder text = new StringBuilder();
    for (Line piece : pieces) {
      Matcher placeholder = PLACEHOLDER.matcher(piece.text());
      if (placeholder.matches()) {
        Optional<Character> modifier =
            Optional.ofNullable(placeholder.group(3)).map(m -> m.charAt(0));
        int operand = Integer.parseInt(placeholder.group(1));
        text.append(CompiledAsm.placeholder(operand, modifier));
      } else if (piece.text().startsWith("String(\"") && piece.text().endsWith("\")")) {
        text.append(unescaped(piece.text().substring(8, piece.text().length() - 2)));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  /** The text that Rust prints so with {@code {:?}}. */
  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                m.group(2) != null
                    ? Character.toString(Integer.parseInt(m.group(2), 16))
                    : switch (m.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      case "0" -> "\0";
                      default -> m.group(1);
                    }));
  }

  private Optional<List<CompiledAsm.Operand>> operands(List<Line> lines) {
    List<CompiledAsm.Operand> operands = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (!line.text().startsWith(OPERAND)) {
        return Optional.empty();
      }
      List<Line> fields = new ArrayList<>(below(lines, i));
      i += fields.size();
      String kind = line.text().substring(OPERAND.length()).replace(" {", "");
      Optional<CompiledAsm.Operand> operand = ThirOperand.read(kind, fields, constants);
      if (operand.isEmpty()) {
        return Optional.empty();
      }
      operands.add(operand.get());
    }
    return Optional.of(operands);
  }
}

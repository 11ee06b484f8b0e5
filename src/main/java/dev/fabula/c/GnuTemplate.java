package dev.fabula.c;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.source.MappedText;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts the template of an extended statement into text and placeholders (GCC manual, 6.11.2.2). */
final class GnuTemplate {

  /** Stands for {@code %=}, a number that no other statement has. */
  private static final String UNIQUE = "1000";

  private final MappedText source;
  private final Map<String, Integer> names;
  private final List<Integer> operands;
  private final Architecture architecture;
  private final Optional<Dialect> braces;
  private final List<Template.Piece> pieces = new ArrayList<>();
  private MappedText.Builder text = new MappedText.Builder();
  private int at;
  private boolean skipping;

  private GnuTemplate(
      MappedText source,
      Map<String, Integer> names,
      List<Integer> operands,
      Architecture architecture,
      Optional<Dialect> braces) {
    this.source = source;
    this.names = names;
    this.operands = List.copyOf(operands);
    this.architecture = architecture;
    this.braces = braces;
  }

  /** The template of a statement without operands, in which nothing is special. */
  static Template plain(MappedText source) {
    return new Template(List.of(new Template.Text(source.text(), source.spans())));
  }

  /**
   * The template of a statement with operands.
   *
   * @param names the numbers of operands and labels that have names
   * @param operands the operand or label that each number stands for
   * @param architecture tells the modifiers
   * @param braces the dialect to choose of {@code {att|intel}}; empty where braces are plain text
   */
  static Template read(
      MappedText source,
      Map<String, Integer> names,
      List<Integer> operands,
      Architecture architecture,
      Optional<Dialect> braces)
      throws Fault {
    GnuTemplate reader = new GnuTemplate(source, names, operands, architecture, braces);
    reader.run();
    return new Template(reader.pieces);
  }

  private void run() throws Fault {
    String template = source.text();
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '%') {
        percent();
      } else if (braces.isPresent() && (c == '{' || c == '|' || c == '}')) {
        brace(c);
      } else {
        plainCharacter(at, at + 1);
      }
    }
    endText();
  }

  private void plainCharacter(int from, int to) {
    if (!skipping) {
      text.add(source.text().charAt(to - 1), span(from, to));
    }
    at = to;
  }

  private Span span(int from, int to) {
    return source.spans().get(from).to(source.spans().get(to - 1));
  }

  private int choice;
  private int depth;

  /** Inside of braces only the alternative of the dialect is text. */
  private void brace(char c) {
    if (c == '{') {
      depth++;
      choice = 0;
    } else if (c == '|' && depth > 0) {
      choice++;
    } else if (c == '}' && depth > 0) {
      depth--;
    } else {
      plainCharacter(at, at + 1);
      return;
    }
    int wanted = braces.orElseThrow() == Dialect.INTEL ? 1 : 0;
    skipping = depth > 0 && choice != wanted;
    at++;
  }

  private void endText() {
    MappedText done = text.build();
    if (!done.text().isEmpty()) {
      pieces.add(new Template.Text(done.text(), done.spans()));
    }
    text = new MappedText.Builder();
  }

  private void percent() throws Fault {
    int start = at;
    String template = source.text();
    char c = start + 1 < template.length() ? template.charAt(start + 1) : ' ';
    if ("%{|}".indexOf(c) >= 0) {
      plainCharacter(start, start + 2);
    } else if (c == '=') {
      at = start + 2;
      if (!skipping) {
        text.add(MappedText.at(UNIQUE, span(start, at)));
      }
    } else {
      placeholder(start);
    }
  }

  private void placeholder(int start) throws Fault {
    String template = source.text();
    int next = start + 1;
    Optional<Character> modifier = Optional.empty();
    if (next < template.length() && Character.isLetter(template.charAt(next))) {
      modifier = Optional.of(template.charAt(next));
      next++;
    }
    int operand = operand(next);
    if (operand < 0) {
      String shown = template.substring(start, Math.min(template.length(), Math.max(at, next + 1)));
      throw new Fault("`" + shown.strip() + "` in the template is no operand");
    }
    if (!skipping) {
      if (modifier.isPresent()) {
        Modifiers.demand(architecture, modifier.get());
      }
      endText();
      pieces.add(new Template.Placeholder(operand, modifier, span(start, at)));
    }
  }

  /** The operand that is named or counted from an index on; negative if none is. */
  private int operand(int from) {
    String template = source.text();
    int end = from;
    if (end < template.length() && template.charAt(end) == '[') {
      int close = template.indexOf(']', end);
      at = close < 0 ? template.length() : close + 1;
      return close < 0 ? -1 : names.getOrDefault(template.substring(end + 1, close), -1);
    }
    while (end < template.length() && Character.isDigit(template.charAt(end)) && end < from + 4) {
      end++;
    }
    at = Math.max(end, from);
    int number = end == from ? -1 : Integer.parseInt(template.substring(from, end));
    return number >= 0 && number < operands.size() ? operands.get(number) : -1;
  }
}

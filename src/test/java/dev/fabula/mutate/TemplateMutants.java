package dev.fabula.mutate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Template;
import dev.fabula.asm.Template.Piece;
import dev.fabula.asm.Template.Placeholder;
import dev.fabula.asm.Template.Text;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.RegisterTable;
import dev.fabula.mutate.Mutant.Kind;
import dev.fabula.site.Binding;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All changes of one thing in the text of a site. */
final class TemplateMutants {
  private static final Pattern NO_INSTRUCTION =
      Pattern.compile("\\s*(?:[\\w.$]+:)?\\s*(?:(?://|#|/\\*|\\.).*)?");

  private final Site site;
  private final List<Piece> pieces;
  private final List<Mutant> mutants = new ArrayList<>();

  private TemplateMutants(Site site) {
    this.site = site;
    this.pieces = characters(site.template());
  }

  /** The mutants of a site. */
  static List<Mutant> of(Site site) {
    TemplateMutants all = new TemplateMutants(site);
    all.modifiers();
    all.statements();
    all.registers();
    return all.mutants;
  }

  /** A piece for every character and every placeholder. */
  private static List<Piece> characters(Template template) {
    List<Piece> result = new ArrayList<>();
    for (Piece piece : template.pieces()) {
      switch (piece) {
        case Placeholder placeholder -> result.add(placeholder);
        case Text(String text, List<Span> spans) -> {
          for (int i = 0; i < text.length(); i++) {
            result.add(new Text(text.substring(i, i + 1), spans.subList(i, i + 1)));
          }
        }
      }
    }
    return result;
  }

  /** The text with one character, a line feed apart, for each piece. */
  private static String sketch(List<Piece> pieces) {
    return pieces.stream()
        .map(p -> p instanceof Text(String text, var _) ? text : "\u0001")
        .collect(Collectors.joining());
  }

  private void add(Kind kind, String change, List<Piece> changed) {
    mutants.add(new Mutant(kind, change, Sites.withTemplate(site, new Template(used(changed)))));
  }

  /** Every operand has to be used: one that no longer is goes into a comment. */
  private List<Piece> used(List<Piece> changed) {
    List<Piece> result = new ArrayList<>(changed);
    for (Piece piece : pieces) {
      boolean lost =
          piece instanceof Placeholder p
              && result.stream()
                  .noneMatch(q -> q instanceof Placeholder r && r.operand() == p.operand());
      if (lost) {
        result.addAll(text("\n/* "));
        result.add(piece);
        result.addAll(text(" */"));
      }
    }
    return result;
  }

  private static List<Piece> text(String text) {
    return List.of(new Text(text, Collections.nCopies(text.length(), Span.at(0))));
  }

  private void modifiers() {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Placeholder placeholder) {
        modifiers(i, placeholder);
      }
    }
  }

  private void modifiers(int at, Placeholder placeholder) {
    for (Optional<Character> letter : letters(placeholder.operand())) {
      if (!letter.equals(placeholder.modifier())) {
        List<Piece> changed = new ArrayList<>(pieces);
        changed.set(at, new Placeholder(placeholder.operand(), letter, placeholder.span()));
        String change =
            "`%s` with %s"
                .formatted(
                    site.file().slice(placeholder.span()),
                    letter.map(l -> "modifier `" + l + "`").orElse("no modifier"));
        add(Kind.CHANGE_MODIFIER, change, changed);
      }
    }
  }

  private List<Optional<Character>> letters(int operand) {
    List<Optional<Character>> letters = new ArrayList<>();
    if (site.operands().get(operand) instanceof Operand.Register register
        && register.binding() instanceof Binding.OfClass(String name, var _)) {
      Optional<OperandClass> known =
          RegisterTable.of(site.target().architecture()).operandClass(name);
      known.ifPresent(c -> c.modifiers().forEach(l -> letters.add(Optional.of(l))));
      letters.add(Optional.empty());
    }
    return letters;
  }

  private void statements() {
    String sketch = sketch(pieces);
    int start = 0;
    for (int i = 0; i <= sketch.length(); i++) {
      if (i == sketch.length() || sketch.charAt(i) == '\n' || sketch.charAt(i) == ';') {
        String statement = sketch.substring(start, i);
        if (!NO_INSTRUCTION.matcher(statement).matches()) {
          List<Piece> changed = new ArrayList<>(pieces.subList(0, start));
          changed.addAll(pieces.subList(i, pieces.size()));
          add(Kind.REMOVE_STATEMENT, "`" + shown(start, i) + "` removed", changed);
        }
        start = i + 1;
      }
    }
  }

  private String shown(int start, int end) {
    return pieces.subList(start, end).stream()
        .map(p ->
            switch (p) {
              case Text(String text, var _) -> text;
              case Placeholder placeholder -> site.file().slice(placeholder.span());
            })
        .collect(Collectors.joining())
        .strip();
  }

  private void registers() {
    Architecture architecture = site.target().architecture();
    String sketch = sketch(pieces);
    for (Renaming renaming : Renaming.of(architecture)) {
      Matcher matcher = renaming.pattern().matcher(sketch);
      while (matcher.find()) {
        String other = renaming.other().apply(matcher.group());
        if (!other.equals(matcher.group())) {
          List<Piece> changed = new ArrayList<>(pieces.subList(0, matcher.start()));
          changed.addAll(text(other));
          changed.addAll(pieces.subList(matcher.end(), pieces.size()));
          String change =
              "`%s` for `%s` in `%s`"
                  .formatted(other, matcher.group(), statement(sketch, matcher.start()));
          add(Kind.RENAME_REGISTER, change, changed);
        }
      }
    }
  }

  private String statement(String sketch, int at) {
    int start = Math.max(sketch.lastIndexOf('\n', at), sketch.lastIndexOf(';', at)) + 1;
    int line = sketch.indexOf('\n', at);
    int end = line < 0 ? sketch.length() : line;
    return shown(start, end);
  }

  /**
   * Names of registers and what to put in their place.
   *
   * @param pattern finds a name
   * @param other another register of the same width
   */
  private record Renaming(Pattern pattern, UnaryOperator<String> other) {

    static List<Renaming> of(Architecture architecture) {
      return switch (architecture) {
        case X86_64, X86 -> List.of(x86("([re]?)([abcd])x"), x86("([re]?)([sd])i"), x86Numbered());
        case AARCH64, ARM64EC -> List.of(numbered("\\b([xw])(\\d+)\\b", 28));
        case ARM -> List.of(numbered("\\b(r)(\\d+)\\b", 12));
        case RISCV32, RISCV64 -> List.of(numbered("\\b([ast])(\\d)\\b", 6));
        default -> List.of();
      };
    }

    private static Renaming x86(String pattern) {
      String letters =
          new TreeSet<>(List.of("a", "b", "c", "d")).stream().collect(Collectors.joining());
      return new Renaming(
          Pattern.compile("(?<![\\w.])" + pattern + "(?!\\w)"),
          name -> {
            char letter = name.charAt(name.length() - 2);
            char next =
                name.endsWith("i")
                    ? (letter == 's' ? 'd' : 's')
                    : letters.charAt((letters.indexOf(letter) + 1) % letters.length());
            return name.substring(0, name.length() - 2) + next + name.charAt(name.length() - 1);
          });
    }

    private static Renaming x86Numbered() {
      return numbered("\\b(r)(\\d+)(?=[dwb]?\\b)", 15);
    }

    /** The next number, cyclically. */
    private static Renaming numbered(String pattern, int last) {
      return new Renaming(
          Pattern.compile(pattern),
          name -> {
            int number = Integer.parseInt(name.substring(1));
            return number > last ? name : name.charAt(0) + "" + (number + 1) % (last + 1);
          });
    }
  }
}

package dev.fabula.report;

import dev.fabula.asm.Dialect;
import dev.fabula.check.Lesson;
import dev.fabula.check.Obstacle;
import dev.fabula.check.Wording;
import dev.fabula.site.Call;
import dev.fabula.site.Operand;
import dev.fabula.site.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lessons as text for people. */
public final class LessonText implements LessonReporter {

  private static final int WIDTH = 100;
  private static final int WIDEST_NAME = 20;
  private static final int WIDEST_CODE = 44;
  private static final int WIDEST_BYTES = 24;

  private final boolean coloured;

  /** A teller with or without colours. */
  public LessonText(boolean coloured) {
    this.coloured = coloured;
  }

  @Override
  public String render(Obstacle obstacle) {
    return new MessageText(coloured).render(Messages.of(obstacle));
  }

  @Override
  public String render(Lesson lesson) {
    Ink ink = new Ink(coloured);
    title(ink, lesson);
    Promises promises = new Promises(lesson.site(), lesson.contract());
    operands(ink, lesson, promises);
    heading(ink, "promises");
    promises.options().forEach(p -> sentence(ink, 2, p));
    promises.clobbers().forEach(p -> sentence(ink, 2, p));
    heading(ink, "text");
    lesson.shownText().strip().lines().forEach(l -> ink.put("  " + l).line());
    heading(ink, "code");
    code(ink, lesson);
    return ink.line().toString();
  }

  private static void title(Ink ink, Lesson lesson) {
    var site = lesson.site();
    String syntax =
        switch (site.dialect()) {
          case INTEL -> ", in Intel syntax";
          case ATT -> ", in AT&T syntax";
          case PLAIN -> "";
        };
    String target = ", for " + LlvmName.of(site.target().architecture());
    ink.put(Style.TITLE, site.kind().spelling() + "! at " + site.place());
    ink.put(target + syntax).line();
    for (Call call : site.expansion().calls().reversed()) {
      ink.put("  written by `" + call.macro() + "!` at " + call.place()).line();
    }
    int others = site.expansion().alike() - 1;
    if (others > 0) {
      ink.put("  and by " + others + (others == 1 ? " other use" : " other uses")).line();
    }
  }

  private static void heading(Ink ink, String word) {
    ink.line().put(Style.TITLE, word).line();
  }

  private static void sentence(Ink ink, int indent, String text) {
    Wrap.rows(text, WIDTH - indent).forEach(row -> ink.put(" ".repeat(indent) + row).line());
  }

  private static void operands(Ink ink, Lesson lesson, Promises promises) {
    List<Operand> operands = lesson.site().operands();
    if (operands.isEmpty()) {
      return;
    }
    heading(ink, "operands");
    int width = 0;
    for (int i = 0; i < operands.size(); i++) {
      width = Math.max(width, Math.min(WIDEST_NAME, name(lesson, i).length()));
    }
    for (int i = 0; i < operands.size(); i++) {
      String name = name(lesson, i);
      String padding = " ".repeat(Math.max(0, width - name.length()));
      String register = register(lesson, promises, i).map(r -> "in " + r + ": ").orElse("");
      int indent = width + 4;
      List<String> rows = Wrap.rows(register + promises.operand(i), WIDTH - indent);
      ink.put("  ").put(Style.TITLE, name).put(padding + "  " + rows.getFirst()).line();
      rows.stream().skip(1).forEach(row -> ink.put(" ".repeat(indent) + row).line());
      choice(lesson, promises, i).ifPresent(c -> sentence(ink, indent, c));
    }
  }

  /** The choice of registers; many operands have the same. */
  private static Optional<String> choice(Lesson lesson, Promises promises, int operand) {
    Optional<String> choice = promises.choice(operand);
    return choice.map(c ->
        IntStream.range(0, operand)
            .filter(i -> promises.choice(i).equals(choice))
            .mapToObj(i -> "the compiler may choose as for " + name(lesson, i))
            .findFirst()
            .orElse(c));
  }

  private static String name(Lesson lesson, int operand) {
    return lesson
        .contract()
        .slotOf(operand)
        .map(Slot::name)
        .or(() -> lesson.site().operands().get(operand).name())
        .orElse("operand " + operand);
  }

  private static Optional<String> register(Lesson lesson, Promises promises, int operand) {
    return lesson
        .contract()
        .slotOf(operand)
        .map(slot -> promises.register(lesson.allocation().of(slot)));
  }

  private static void code(Ink ink, Lesson lesson) {
    int bytes = width(lesson, l -> l.decoded().bytes().toString(), WIDEST_BYTES);
    int first = width(lesson, l -> first(lesson, l), WIDEST_CODE);
    String columns = "%6x  %-" + bytes + "s  ";
    String section = "";
    int repeated = 0;
    for (int i = 0; i < lesson.lines().size(); i++) {
      Lesson.Line line = lesson.lines().get(i);
      if (!line.section().equals(section) && !line.section().equals(".text")) {
        ink.put("  section " + line.section()).line();
      }
      section = line.section();
      if (i > 0 && line.repeats(lesson.lines().get(i - 1))) {
        repeated++;
        continue;
      }
      repetitions(ink, repeated);
      repeated = 0;
      lesson.labelAt(line.point()).ifPresent(l -> ink.put("  " + l + ":").line());
      ink.put(columns.formatted(line.point().offset(), line.decoded().bytes()));
      ink.put(Style.TITLE, ("%-" + first + "s").formatted(first(lesson, line)));
      ink.put(second(lesson, line).map(s -> "   " + s).orElse("")).line();
      clauses(lesson, line).forEach(c -> sentence(ink, 10, c));
    }
    repetitions(ink, repeated);
    if (lesson.lines().isEmpty()) {
      ink.put("  no instruction").line();
    }
    end(lesson).ifPresent(l -> ink.put("  " + l + ":").line());
  }

  private static void repetitions(Ink ink, int count) {
    if (count > 0) {
      ink.put("          " + (count == 1 ? "once more" : count + " times more")).line();
    }
  }

  /** The label behind the last instruction. */
  private static Optional<String> end(Lesson lesson) {
    return lesson.code().entry().flatMap(lesson::labelAtEnd);
  }

  private static int width(
      Lesson lesson, java.util.function.Function<Lesson.Line, String> column, int widest) {
    return lesson.lines().stream()
        .mapToInt(l -> column.apply(l).length())
        .filter(w -> w <= widest)
        .max()
        .orElse(1);
  }

  private static String first(Lesson lesson, Lesson.Line line) {
    if (line.syntaxes().isEmpty()) {
      String none = line.decoded().isInstruction() ? "not decoded" : "no instruction";
      return line.unknown().isEmpty() ? "data" : none;
    }
    return syntax(lesson, line, line.syntaxes().firstEntry().getValue());
  }

  private static Optional<String> second(Lesson lesson, Lesson.Line line) {
    return Optional.ofNullable(line.syntaxes().get(Dialect.ATT)).map(s -> syntax(lesson, line, s));
  }

  private static String syntax(Lesson lesson, Lesson.Line line, String text) {
    return lesson.shown(
        line.effects().map(e -> new InstructionWords(lesson, e).syntax(text)).orElse(text));
  }

  private static List<String> clauses(Lesson lesson, Lesson.Line line) {
    if (line.effects().isEmpty()) {
      return line.unknown().isEmpty() ? List.of() : List.of(line.unknown());
    }
    InstructionWords words = new InstructionWords(lesson, line.effects().get());
    List<String> read = new ArrayList<>(words.reads());
    read.addAll(words.memory(false));
    List<String> written = new ArrayList<>(words.writes());
    written.addAll(words.memory(true));
    List<String> clauses = new ArrayList<>();
    String reads = read.isEmpty() ? "" : "reads " + Wording.list(read);
    String writes = written.isEmpty() ? "" : "writes " + Wording.list(written);
    String both = reads + (reads.isEmpty() || writes.isEmpty() ? "" : "; ") + writes;
    if (!both.isEmpty()) {
      clauses.add(both);
    }
    clauses.add(String.join("; ", words.clauses()));
    return clauses;
  }
}

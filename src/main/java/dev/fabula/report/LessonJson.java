package dev.fabula.report;

import dev.fabula.check.Lesson;
import dev.fabula.check.Obstacle;
import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.site.Call;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.source.Position;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lessons as JSON lines; {@code docs/json.md} describes them. */
public final class LessonJson implements LessonReporter {

  @Override
  public String render(Obstacle obstacle) {
    JsonWriter json = new JsonWriter();
    json.object(() -> {
      json.field("file", obstacle.file().path());
      new JsonFinding(json, obstacle.file()).span(obstacle.labels().getFirst().span());
      json.field("obstacle", obstacle.reason());
      json.field("notes", obstacle.notes());
      json.field("helps", obstacle.helps());
    });
    return json + "\n";
  }

  @Override
  public String render(Lesson lesson) {
    JsonWriter json = new JsonWriter();
    json.object(() -> lesson(json, lesson));
    return json + "\n";
  }

  private static void lesson(JsonWriter json, Lesson lesson) {
    Site site = lesson.site();
    json.field("file", site.file().path());
    new JsonFinding(json, site.file()).span(site.span());
    json.field("macro", site.kind().spelling());
    json.field("target", LlvmName.of(site.target().architecture()));
    json.field("dialect", site.dialect().name().toLowerCase(Locale.ROOT));
    json.name("expansion").array(site.expansion().calls(), call -> call(json, call));
    Promises promises = new Promises(site, lesson.contract());
    json.name("operands")
        .array(
            IntStream.range(0, site.operands().size()).boxed().toList(),
            i -> operand(json, lesson, promises, i));
    json.field("promises", promises.options());
    json.field("clobbers", promises.clobbers());
    json.field("text", lesson.shownText());
    json.name("code").array(lesson.lines(), line -> line(json, lesson, line));
  }

  private static void call(JsonWriter json, Call call) {
    json.object(() -> {
      Position at = call.place().file().position(call.place().span().start());
      json.field("macro", call.macro());
      json.field("file", call.place().file().path());
      json.field("line", at.line());
      json.field("column", at.column());
    });
  }

  private static void operand(JsonWriter json, Lesson lesson, Promises promises, int index) {
    Optional<Slot> slot = lesson.contract().slotOf(index);
    Operand operand = lesson.site().operands().get(index);
    json.object(() -> {
      json.field("name", slot.map(Slot::name).or(operand::name));
      json.field("register", slot.map(s -> promises.register(lesson.allocation().of(s))));
      json.field("promise", promises.operand(index));
      json.name("choices").array(promises.choices(index), c -> choice(json, promises, c));
    });
  }

  private static void choice(JsonWriter json, Promises promises, Candidate candidate) {
    json.object(() -> {
      json.field("register", promises.register(candidate.register()));
      json.field("when", candidate.circumstance());
    });
  }

  private static void line(JsonWriter json, Lesson lesson, Lesson.Line line) {
    json.object(() -> {
      json.field("section", line.section());
      json.field("offset", line.point().offset());
      json.field("bytes", line.decoded().bytes().toString());
      json.field("label", lesson.labelAt(line.point()));
      json.field("line", line.statement().map(s -> sourceLine(lesson, s)), l -> json.value(l));
      json.field("unknown", Optional.of(line.unknown()).filter(u -> !u.isEmpty()));
      Optional<InstructionWords> words = line.effects().map(e -> new InstructionWords(lesson, e));
      json.name("syntaxes")
          .object(() ->
              line.syntaxes()
                  .forEach((dialect, text) ->
                      json.field(
                          dialect.name().toLowerCase(Locale.ROOT),
                          lesson.shown(words.map(w -> w.syntax(text)).orElse(text)))));
      json.field("reads", words.map(InstructionWords::reads).orElse(List.of()));
      json.field("writes", words.map(InstructionWords::writes).orElse(List.of()));
      json.field("loads", words.map(w -> w.memory(false)).orElse(List.of()));
      json.field("stores", words.map(w -> w.memory(true)).orElse(List.of()));
      json.field("events", words.map(InstructionWords::events).orElse(List.of()));
      json.field("control", words.flatMap(InstructionWords::control));
      json.field("does", words.map(InstructionWords::clauses).orElse(List.of()));
    });
  }

  private static int sourceLine(Lesson lesson, dev.fabula.asm.Statement statement) {
    return lesson.site().file().line(lesson.text().span(statement).start());
  }
}

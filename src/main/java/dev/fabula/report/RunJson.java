package dev.fabula.report;

import dev.fabula.machine.Conclusion;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.Optional;

/** Tells what came of running a program, as one JSON object. */
public final class RunJson {

  /** The result of a program in a file. */
  public String render(SourceFile file, Conclusion conclusion) {
    JsonWriter json = new JsonWriter();
    json.object(() -> {
      json.field("file", file.path());
      switch (conclusion) {
        case Conclusion.Clean clean -> clean(json, clean);
        case Conclusion.Undefined undefined -> undefined(json, file, undefined);
        case Conclusion.NotAnalysed(String what, var span, var _) -> {
          json.field("verdict", "not analysed");
          json.field("message", what);
          place(json, file, span);
        }
      }
    });
    return json + "\n";
  }

  private static void clean(JsonWriter json, Conclusion.Clean clean) {
    json.field("verdict", "clean");
    clean.end().ifPresent(e -> json.field("end", e));
    json.field("status", clean.status());
    json.field("steps", clean.steps());
    json.field("output", clean.output());
  }

  private static void undefined(JsonWriter json, SourceFile file, Conclusion.Undefined undefined) {
    json.field("verdict", "undefined behaviour");
    json.field("message", undefined.message());
    json.field("story", undefined.story());
    place(json, file, undefined.span());
    json.field("output", undefined.output());
  }

  private static void place(JsonWriter json, SourceFile file, Optional<Span> span) {
    span.ifPresent(s -> {
      json.field("line", file.line(s.start()));
      json.field("column", file.column(s.start()));
    });
  }
}

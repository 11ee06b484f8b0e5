package dev.fabula.report;

import dev.fabula.check.Level;
import dev.fabula.machine.Conclusion;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what came of running a program, as text for people. */
public final class RunText {

  private static final String RULE = "undefined-behaviour";

  private final MessageText text;

  /** A teller with or without colours. */
  public RunText(boolean coloured) {
    this.text = new MessageText(coloured);
  }

  /** The result of a program in a file. */
  public String render(SourceFile file, Conclusion conclusion) {
    return switch (conclusion) {
      case Conclusion.Clean clean -> clean(clean);
      case Conclusion.Undefined undefined -> text.render(undefined(file, undefined));
      case Conclusion.NotAnalysed(String what, var span, var helps) ->
          text.render(
              message(
                  Level.WARNING,
                  "not-analysed",
                  "the program is not analysed: " + what,
                  file,
                  List.of(new Mark(span.orElse(Span.at(0)), "", true)),
                  List.of(),
                  helps));
    };
  }

  private static String clean(Conclusion.Clean clean) {
    return "clean: no undefined behaviour in this run of %d steps%s%n"
        .formatted(clean.steps(), clean.end().map(e -> "; " + e).orElse(""));
  }

  private static Message undefined(SourceFile file, Conclusion.Undefined undefined) {
    List<Mark> marks = new ArrayList<>();
    Span at = undefined.span().orElse(Span.at(0));
    marks.add(new Mark(at, undefined.story() ? "the story does it here" : "", true));
    List<String> notes = new ArrayList<>();
    for (Conclusion.Step step : undefined.trail()) {
      Optional<Span> span = step.span();
      if (span.isPresent()) {
        marks.add(new Mark(span.get(), step.text(), false));
      } else {
        notes.add(step.text());
      }
    }
    if (undefined.story()) {
      notes.add("this says of the story, in this run; the site may have another that is allowed");
    }
    return message(Level.ERROR, RULE, undefined.message(), file, marks, notes, List.of());
  }

  private static Message message(
      Level level,
      String name,
      String text,
      SourceFile file,
      List<Mark> marks,
      List<String> notes,
      List<String> helps) {
    return new Message(level, name, text, file, marks, notes, Optional.empty(), helps, List.of());
  }
}

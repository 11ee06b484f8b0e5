package dev.fabula.report;

import dev.fabula.check.Fix;
import dev.fabula.check.Fix.Applicability;
import dev.fabula.check.Level;
import dev.fabula.check.Witness;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message under construction about a text whose marked places are named by what stands there. */
final class Marked {
  private final SourceFile file;
  private final List<Mark> marks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> helps = new ArrayList<>();
  private final List<Fix> fixes = new ArrayList<>();
  private Optional<Witness> witness = Optional.empty();

  private Marked(String text) {
    this.file = SourceFile.of("src/a.rs", text);
  }

  static Marked text(String text) {
    return new Marked(text);
  }

  SourceFile file() {
    return file;
  }

  /** The first place where a text stands. */
  Span span(String what) {
    int at = file.text().indexOf(what);
    if (at < 0) {
      throw new IllegalArgumentException("no " + what);
    }
    int start = bytes(file.text().substring(0, at));
    return new Span(start, start + bytes(what));
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  Marked primary(String what, String label) {
    marks.add(new Mark(span(what), label, true));
    return this;
  }

  Marked secondary(String what, String label) {
    marks.add(new Mark(span(what), label, false));
    return this;
  }

  Marked at(Span span, String label) {
    marks.add(new Mark(span, label, true));
    return this;
  }

  Marked note(String note) {
    notes.add(note);
    return this;
  }

  Marked help(String help) {
    helps.add(help);
    return this;
  }

  Marked witness(Witness shown) {
    witness = Optional.of(shown);
    return this;
  }

  Marked replace(String title, Applicability applicability, String what, String by) {
    return fix(title, applicability, new Edit(span(what), by));
  }

  Marked fix(String title, Applicability applicability, Edit... edits) {
    fixes.add(new Fix(title, List.of(edits), applicability));
    return this;
  }

  Message message() {
    return new Message(
        Level.ERROR, "some-rule", "something is wrong", file, marks, notes, witness, helps, fixes);
  }

  String render() {
    return new MessageText(false).render(message());
  }
}

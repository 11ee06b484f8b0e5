package dev.fabula.report;

import dev.fabula.check.Fix;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A suggested edit: lines that go and lines that come, or one line with what is added to it. */
final class Suggestion {

  private final SourceFile file;
  private final List<Edit> edits;

  /** A fix of a file. */
  Suggestion(SourceFile file, Fix fix) {
    this.file = file;
    this.edits = fix.edits().stream().sorted(Comparator.comparing(Edit::span)).toList();
  }

  /** The highest line number that is shown. */
  int lastLine() {
    return edits.stream().mapToInt(e -> file.line(e.span().end())).max().orElse(1);
  }

  /** Prints the changed lines. */
  void print(Frame frame) {
    frame.empty();
    int last = 0;
    for (List<Edit> hunk : hunks()) {
      int first = file.line(hunk.getFirst().span().start());
      if (last > 0 && first > last + 1) {
        frame.gap(new Row());
      }
      last = file.line(hunk.getLast().span().end());
      print(frame, hunk, first, last);
    }
  }

  /** Edits whose lines meet belong together. */
  private List<List<Edit>> hunks() {
    List<List<Edit>> hunks = new ArrayList<>();
    int last = -1;
    for (Edit edit : edits) {
      if (hunks.isEmpty() || file.line(edit.span().start()) > last) {
        hunks.add(new ArrayList<>());
      }
      hunks.getLast().add(edit);
      last = file.line(edit.span().end());
    }
    return hunks;
  }

  private void print(Frame frame, List<Edit> hunk, int first, int last) {
    boolean addsOnly = hunk.stream().allMatch(e -> e.span().isEmpty() && !e.text().contains("\n"));
    if (addsOnly) {
      added(frame, hunk, first);
    } else {
      replaced(frame, hunk, first, last);
    }
  }

  private void added(Frame frame, List<Edit> hunk, int line) {
    Row text = new Row();
    Row signs = new Row();
    int column = 0;
    int done = file.lineSpan(line).start();
    for (Edit edit : hunk) {
      String kept = ShownLine.show(file.slice(new Span(done, edit.span().start())));
      String added = ShownLine.show(edit.text());
      text.put(column, kept, Style.PLAIN);
      column += CharacterWidth.of(kept);
      text.put(column, added, Style.ADDED);
      signs.put(column, "+".repeat(CharacterWidth.of(added)), Style.ADDED);
      column += CharacterWidth.of(added);
      done = edit.span().start();
    }
    String rest = file.slice(new Span(done, file.lineSpan(line).end()));
    text.put(column, ShownLine.show(rest), Style.PLAIN);
    frame.source(line, text);
    frame.row(signs);
  }

  private void replaced(Frame frame, List<Edit> hunk, int first, int last) {
    for (int line = first; line <= last; line++) {
      Row row = new Row();
      row.put(0, new ShownLine(file, line).text(), Style.REMOVED);
      frame.numbered(line, "-", Style.REMOVED, row);
    }
    int number = first;
    for (String line : changed(hunk, first, last).split("\n", -1)) {
      Row row = new Row();
      row.put(0, ShownLine.show(line), Style.ADDED);
      frame.numbered(number++, "+", Style.ADDED, row);
    }
  }

  private String changed(List<Edit> hunk, int first, int last) {
    StringBuilder text = new StringBuilder();
    int done = file.lineSpan(first).start();
    for (Edit edit : hunk) {
      text.append(file.slice(new Span(done, Math.max(done, edit.span().start()))));
      text.append(edit.text());
      done = Math.max(done, edit.span().end());
    }
    return text.append(file.slice(new Span(done, file.lineSpan(last).end()))).toString();
  }
}

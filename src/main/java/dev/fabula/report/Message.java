package dev.fabula.report;

import dev.fabula.check.Fix;
import dev.fabula.check.Level;
import dev.fabula.check.Witness;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something to tell about a place of a file.
 *
 * @param level how loudly
 * @param name the rule or other name in brackets; empty for none
 * @param text one sentence without capital or full stop
 * @param file the file
 * @param marks the marked places, a primary one first
 * @param notes circumstances
 * @param witness what shows it
 * @param helps what to do
 * @param fixes edits that repair it
 */
record Message(
    Level level,
    String name,
    String text,
    SourceFile file,
    List<Mark> marks,
    List<String> notes,
    Optional<Witness> witness,
    List<String> helps,
    List<Fix> fixes) {

  /** Copies the lists. */
  Message {
    marks = List.copyOf(marks);
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
    fixes = List.copyOf(fixes);
  }

  /** The same with a further note. */
  Message note(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Message(level, name, text, file, marks, more, witness, helps, fixes);
  }

  /** A message of a text and marks only. */
  static Message plain(Level level, String name, String text, SourceFile file, List<Mark> marks) {
    return new Message(
        level, name, text, file, marks, List.of(), Optional.empty(), List.of(), List.of());
  }
}

package dev.fabula.asm;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Tells for each byte of an object which statement of the text it comes from. */
public final class StatementMap {
  private final List<Statement> statements;
  private final Map<Integer, NavigableMap<Long, Statement>> bySection;

  StatementMap(List<Statement> statements, Map<Integer, NavigableMap<Long, Statement>> bySection) {
    this.statements = statements;
    this.bySection = bySection;
  }

  /** All statements of the text, in order. */
  public List<Statement> statements() {
    return statements;
  }

  /** The statement that the byte comes from; of a macro or repetition, the one that uses it. */
  public Optional<Statement> at(ObjectCode.Section section, long offset) {
    NavigableMap<Long, Statement> marks = bySection.get(section.index());
    if (marks == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(marks.floorEntry(offset)).map(Map.Entry::getValue);
  }
}

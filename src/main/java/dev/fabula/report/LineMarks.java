package dev.fabula.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Draws the marks of one line: a row of signs, then labels that hang from them, right to left. */
final class LineMarks {

  private LineMarks() {}

  /** The rows below a line whose text starts at the given column. */
  static List<Row> draw(List<LineMark> marks, int indent, Style primary) {
    if (marks.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    Optional<LineMark> inline = rightmost(marks);
    rows.add(signs(marks, inline, indent, primary));
    List<LineMark> hanging =
        marks.stream()
            .filter(m -> !m.label().isEmpty() && !inline.equals(Optional.of(m)))
            .sorted(Comparator.comparingInt(LineMark::start).reversed())
            .toList();
    if (!hanging.isEmpty()) {
      rows.add(strings(hanging, indent, primary));
    }
    for (int i = 0; i < hanging.size(); i++) {
      LineMark mark = hanging.get(i);
      Row row = strings(hanging.subList(i + 1, hanging.size()), indent, primary);
      row.put(indent + mark.start(), mark.label(), style(mark, primary));
      rows.add(row);
    }
    return rows;
  }

  /** The mark with a label that no other mark reaches beyond. */
  private static Optional<LineMark> rightmost(List<LineMark> marks) {
    int end = marks.stream().mapToInt(LineMark::end).max().orElseThrow();
    return marks.stream()
        .filter(m -> m.end() == end && !m.label().isEmpty())
        .min(Comparator.comparing((LineMark m) -> !m.primary()));
  }

  private static Row signs(
      List<LineMark> marks, Optional<LineMark> inline, int indent, Style primary) {
    Row row = new Row();
    Comparator<LineMark> lastOnTop =
        Comparator.comparing(LineMark::primary).thenComparingInt(m -> m.start() - m.end());
    for (LineMark mark : marks.stream().sorted(lastOnTop).toList()) {
      String sign = mark.primary() ? "^" : "-";
      row.put(indent + mark.start(), sign.repeat(mark.end() - mark.start()), style(mark, primary));
    }
    inline.ifPresent(m -> row.put(indent + m.end() + 1, m.label(), style(m, primary)));
    return row;
  }

  private static Row strings(List<LineMark> hanging, int indent, Style primary) {
    Row row = new Row();
    hanging.forEach(m -> row.put(indent + m.start(), "|", style(m, primary)));
    return row;
  }

  private static Style style(LineMark mark, Style primary) {
    return mark.primary() ? primary : Style.FRAME;
  }
}

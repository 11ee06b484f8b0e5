package dev.fabula.report;

import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The lines of a file around some marks, with the marks drawn below them. */
final class Snippet {

  /** A mark over more lines than this one is shown by its first two and its last line. */
  private static final int MOST_LINES = 6;

  private final SourceFile file;
  private final Style primary;
  private final List<LineMark> single = new ArrayList<>();
  private final List<BlockMark> blocks = new ArrayList<>();

  /** Prepares marks, of which there is at least one. */
  Snippet(SourceFile file, List<Mark> marks, Style primary) {
    this.file = file;
    this.primary = primary;
    for (Mark mark : marks) {
      BlockMark block = BlockMark.of(file, mark);
      if (block.first() == block.last()) {
        single.add(LineMark.of(block));
      } else {
        blocks.add(block);
      }
    }
    blocks.sort(
        Comparator.comparingInt(BlockMark::first)
            .thenComparing(Comparator.comparingInt(BlockMark::last).reversed()));
  }

  /** The highest line number that is shown. */
  int lastLine() {
    return shown().last();
  }

  /** Prints all lines into a frame. */
  void print(Frame frame) {
    frame.empty();
    int before = 0;
    for (int line : shown()) {
      if (before > 0 && line == before + 2) {
        line(frame, before + 1);
      } else if (before > 0 && line > before + 1) {
        Row row = new Row();
        bars(row, line, false);
        frame.gap(row);
      }
      line(frame, line);
      before = line;
    }
  }

  private SortedSet<Integer> shown() {
    SortedSet<Integer> lines = new TreeSet<>();
    single.forEach(m -> lines.add(m.line()));
    for (BlockMark block : blocks) {
      boolean all = block.last() - block.first() < MOST_LINES;
      for (int line = block.first(); line <= block.last(); line++) {
        if (all || line <= block.first() + 1 || line == block.last()) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private int depth() {
    return blocks.isEmpty() ? 0 : blocks.size() + 1;
  }

  private void line(Frame frame, int number) {
    Row row = new Row();
    bars(row, number, true);
    row.put(depth(), new ShownLine(file, number).text(), Style.PLAIN);
    frame.source(number, row);
    List<LineMark> here = single.stream().filter(m -> m.line() == number).toList();
    for (Row marks : LineMarks.draw(here, depth(), primary)) {
      bars(marks, number, true);
      frame.row(marks);
    }
    blocks.stream().filter(b -> opensInside(b, number)).forEach(b -> frame.row(opening(b)));
    blocks.reversed().stream().filter(b -> b.last() == number).forEach(b -> frame.row(closing(b)));
  }

  /** Draws the bars of the blocks that are open at a line. */
  private void bars(Row row, int line, boolean slash) {
    for (int i = 0; i < blocks.size(); i++) {
      BlockMark block = blocks.get(i);
      if (block.first() < line && line <= block.last()) {
        row.put(i, "|", style(block.mark()));
      } else if (slash && block.first() == line && !opensInside(block, line)) {
        row.put(i, "/", style(block.mark()));
      }
    }
  }

  private boolean opensInside(BlockMark block, int line) {
    return block.first() == line && block.startColumn() > new ShownLine(file, line).indent();
  }

  private Row opening(BlockMark block) {
    Row row = new Row();
    bars(row, block.first(), false);
    int at = depth() + block.startColumn();
    row.fill(blocks.indexOf(block) + 1, at, '_', style(block.mark()));
    row.put(at, sign(block.mark()), style(block.mark()));
    return row;
  }

  private Row closing(BlockMark block) {
    Row row = new Row();
    for (int i = 0; i <= blocks.indexOf(block); i++) {
      BlockMark other = blocks.get(i);
      if (other.first() < block.last() && block.last() <= other.last()) {
        row.put(i, "|", style(other.mark()));
      }
    }
    int at = depth() + Math.max(0, block.endColumn() - 1);
    row.fill(blocks.indexOf(block) + 1, at, '_', style(block.mark()));
    row.put(at, sign(block.mark()), style(block.mark()));
    row.put(at + 2, block.mark().label(), style(block.mark()));
    return row;
  }

  private Style style(Mark mark) {
    return mark.primary() ? primary : Style.FRAME;
  }

  private static String sign(Mark mark) {
    return mark.primary() ? "^" : "-";
  }
}

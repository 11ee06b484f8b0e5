package dev.fabula.source;

/**
 * A place in a file as people name it.
 *
 * @param line line number from 1
 * @param column column number from 1, counted in characters (Unicode scalar values)
 */
public record Position(int line, int column) implements Comparable<Position> {

  /** Orders by line, then by column. */
  @Override
  public int compareTo(Position other) {
    int order = Integer.compare(line, other.line);
    return order != 0 ? order : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}

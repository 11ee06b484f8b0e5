package dev.fabula.asm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request's text as the assembler gets it: the dialect's directive first, and a numbered label
 * before each statement that can emit bytes, so that offsets lead back to statements.
 */
final class MarkedText {
  private final String original;
  private final List<Statement> statements;
  private final String label;
  private final StringBuilder marked = new StringBuilder();
  private final List<Integer> insertedAt = new ArrayList<>();
  private final List<Integer> insertedEnd = new ArrayList<>();
  private final List<Integer> lineStarts = new ArrayList<>();

  private MarkedText(AssemblyRequest request, List<Statement> statements) {
    this.original = request.text();
    this.statements = statements;
    this.label = freshLabel(original);
  }

  static MarkedText of(AssemblyRequest request, List<Statement> statements) {
    MarkedText text = new MarkedText(request, statements);
    Frame frame = Frame.of(request, statements);
    text.insert(frame.before());
    text.mark();
    text.insert(frame.after());
    text.indexLines();
    return text;
  }

  private void indexLines() {
    lineStarts.add(0);
    for (int at = marked.indexOf("\n"); at >= 0; at = marked.indexOf("\n", at + 1)) {
      lineStarts.add(at + 1);
    }
  }

  private static String freshLabel(String text) {
    StringBuilder label = new StringBuilder("__fabula_");
    while (text.contains(label)) {
      label.append('_');
    }
    return label.toString();
  }

  private void mark() {
    int copied = 0;
    Markable markable = new Markable();
    for (Statement statement : statements) {
      if (markable.accepts(statement)) {
        marked.append(original, copied, statement.start());
        copied = statement.start();
        insert(label + statement.index() + ":");
      } else if (isForeign(statement)) {
        marked.append(original, copied, statement.start());
        copied = statement.end();
        marked.repeat(' ', statement.end() - statement.start());
      }
    }
    marked.append(original, copied, original.length());
  }

  private static boolean isForeign(Statement statement) {
    return statement instanceof Statement.Directive directive && Directives.isForeign(directive);
  }

  private void insert(String addition) {
    if (!addition.isEmpty()) {
      insertedAt.add(marked.length());
      marked.append(addition);
      insertedEnd.add(marked.length());
    }
  }

  /** The text for the assembler. */
  String text() {
    return marked.toString();
  }

  String original() {
    return original;
  }

  List<Statement> statements() {
    return statements;
  }

  /** The number of the statement that the symbol marks, or -1 if it marks none. */
  int statementOf(String symbol) {
    return symbol.startsWith(label) ? Integer.parseInt(symbol.substring(label.length())) : -1;
  }

  /**
   * The index in the original text of a position in the marked one, or -1 if there is no such line.
   *
   * @param line from 1
   * @param column in bytes from 1
   */
  int originalIndex(int line, int column) {
    return line < 1 || line > lineStarts.size()
        ? -1
        : original(index(lineStarts.get(line - 1), column));
  }

  private int index(int lineStart, int column) {
    int bytes = 1;
    int at = lineStart;
    while (bytes < column && at < marked.length() && marked.charAt(at) != '\n') {
      int point = marked.codePointAt(at);
      bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      at += Character.charCount(point);
    }
    return at;
  }

  private int original(int index) {
    int result = index;
    for (int i = 0; i < insertedAt.size() && insertedAt.get(i) < index; i++) {
      result -= Math.min(index, insertedEnd.get(i)) - insertedAt.get(i);
    }
    return Math.clamp(result, 0, original.length());
  }
}

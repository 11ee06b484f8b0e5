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

  private MarkedText(AssemblyRequest request) {
    this.original = request.text();
    this.statements = Statements.split(request.architecture(), original);
    this.label = freshLabel(original);
    insert(prologue(request.dialect()));
  }

  static MarkedText of(AssemblyRequest request) {
    MarkedText text = new MarkedText(request);
    text.mark();
    return text;
  }

  private static String prologue(Dialect dialect) {
    return dialect == Dialect.INTEL ? ".intel_syntax noprefix\n" : "";
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
    for (Statement statement : new Markable(statements).statements()) {
      marked.append(original, copied, statement.start());
      copied = statement.start();
      insert(label + statement.index() + ":");
    }
    marked.append(original, copied, original.length());
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
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = marked.indexOf("\n", start);
      if (end < 0) {
        return -1;
      }
      start = end + 1;
    }
    return original(index(start, column));
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

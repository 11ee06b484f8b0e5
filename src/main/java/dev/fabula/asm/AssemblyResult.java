package dev.fabula.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what LLVM delivered for a marked text into an {@link Assembly}. */
final class AssemblyResult {
  private static final Pattern POSITION =
      Pattern.compile("^<inline asm>:(\\d+):(\\d+): (?:error: |warning: |note: )?(.*)$");
  private static final Pattern ELSEWHERE =
      Pattern.compile("^<[a-z ]+>:(\\d+)(?::\\d+)?: (?:error: |warning: |note: )?(.*)$");

  private AssemblyResult() {}

  static Assembly of(MarkedText text, RawAssembly assembly) {
    List<RawDiagnostic> raw = assembly.diagnostics();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (RawDiagnostic diagnostic : raw) {
      if (diagnostic.severity() != 2) {
        add(diagnostics, diagnostic(text, diagnostic));
      }
    }
    if (raw.stream().anyMatch(d -> d.severity() == 0)) {
      return new Assembly.Rejected(List.copyOf(diagnostics));
    }
    return assembled(text, ElfReader.read(assembly.object()), List.copyOf(diagnostics));
  }

  /** Adds a message; one inside a macro's body gets the place of its use from the note after it. */
  private static void add(List<Diagnostic> diagnostics, Diagnostic next) {
    int last = diagnostics.size() - 1;
    if (last >= 0 && next.severity() == Diagnostic.Severity.NOTE && next.start() >= 0) {
      Diagnostic previous = diagnostics.get(last);
      if (previous.start() < 0 && previous.severity() != Diagnostic.Severity.NOTE) {
        diagnostics.set(last, next.with(previous.severity(), previous.message()));
      }
    }
    diagnostics.add(next);
  }

  private static Diagnostic diagnostic(MarkedText text, RawDiagnostic raw) {
    String[] lines = raw.description().split("\n", -1);
    Matcher position = POSITION.matcher(lines[0]);
    if (!position.matches()) {
      return placeless(raw, lines[0]);
    }
    int line = Integer.parseInt(position.group(1));
    int column = Integer.parseInt(position.group(2));
    int start = text.originalIndex(line, column);
    if (start < 0) {
      return placeless(raw, lines[0]);
    }
    int length = lines.length > 2 ? rangeLength(lines[2], column) : 1;
    int end = Math.max(start, text.originalIndex(line, column + length));
    return placed(raw, position.group(3), text.original(), start, end);
  }

  private static Diagnostic placeless(RawDiagnostic raw, String line) {
    Matcher elsewhere = ELSEWHERE.matcher(line);
    String message = elsewhere.matches() ? elsewhere.group(2) : line;
    return new Diagnostic(severity(raw), message, -1, -1, 0, 0);
  }

  private static Diagnostic placed(
      RawDiagnostic raw, String message, String text, int start, int end) {
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return new Diagnostic(severity(raw), message, start, end, line, start - lineStart + 1);
  }

  private static Diagnostic.Severity severity(RawDiagnostic raw) {
    return switch (raw.severity()) {
      case 0 -> Diagnostic.Severity.ERROR;
      case 1 -> Diagnostic.Severity.WARNING;
      default -> Diagnostic.Severity.NOTE;
    };
  }

  /** The length of the {@code ^~~~} that starts at the column of LLVM's caret line. */
  private static int rangeLength(String caretLine, int column) {
    int end = column;
    while (end < caretLine.length() && caretLine.charAt(end) == '~') {
      end++;
    }
    return end - column + 1;
  }

  private static Assembly assembled(
      MarkedText text, ObjectCode object, List<Diagnostic> diagnostics) {
    Map<Integer, NavigableMap<Long, Statement>> marks = new HashMap<>();
    List<ObjectCode.Symbol> symbols = new ArrayList<>();
    for (ObjectCode.Symbol symbol : object.symbols()) {
      int statement = text.statementOf(symbol.name());
      if (statement < 0) {
        symbols.add(symbol);
      } else {
        marks
            .computeIfAbsent(symbol.section(), _ -> new TreeMap<>())
            .merge(symbol.value(), text.statements().get(statement), AssemblyResult::later);
      }
    }
    ObjectCode own =
        new ObjectCode(
            object.littleEndian(), object.sections(), List.copyOf(symbols), object.relocations());
    return new Assembly.Assembled(
        own, new StatementMap(text.statements(), Map.copyOf(marks)), diagnostics);
  }

  private static Statement later(Statement one, Statement other) {
    return one.index() > other.index() ? one : other;
  }
}

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
    int at = diagnostics.size() - 1;
    if (next.severity() == Diagnostic.Severity.NOTE && next.start() >= 0) {
      while (at >= 0 && isPlacelessNote(diagnostics.get(at))) {
        at--;
      }
      if (at >= 0 && diagnostics.get(at).start() < 0) {
        Diagnostic previous = diagnostics.get(at);
        diagnostics.set(at, next.with(previous.severity(), previous.message()));
      }
    }
    diagnostics.add(next);
  }

  private static boolean isPlacelessNote(Diagnostic diagnostic) {
    return diagnostic.severity() == Diagnostic.Severity.NOTE && diagnostic.start() < 0;
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
    int length = lines.length > 2 ? rangeLength(lines[2]) : 1;
    int end = Math.max(start, text.originalIndex(line, column + length));
    return placed(
        raw, position.group(3), text.original(), start, wordEnd(text.original(), start, end));
  }

  /** The end of a marked range; a single mark stands for the whole word that it begins. */
  private static int wordEnd(String text, int start, int end) {
    if (end > start + 1 || start >= text.length()) {
      return end;
    }
    int at = start + 1;
    while (at < text.length() && isWord(text.charAt(at)) && isWord(text.charAt(start))) {
      at++;
    }
    return at;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$' || c == '%' || c == '#';
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

  /** The length of the {@code ^~~~} in LLVM's caret line, in printed characters. */
  private static int rangeLength(String caretLine) {
    int caret = caretLine.indexOf('^');
    int end = caret + 1;
    while (end < caretLine.length() && caretLine.charAt(end) == '~') {
      end++;
    }
    return Math.max(1, end - caret);
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

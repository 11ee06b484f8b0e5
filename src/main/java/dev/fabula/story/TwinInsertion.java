package dev.fabula.story;

import dev.fabula.site.Contracts;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;

/** A story inserted as code that runs under Miri, where the assembly is left out. */
final class TwinInsertion {

  private static final String STEP = "    ";

  private final Site site;
  private final SourceFile file;
  private final List<String> story;

  TwinInsertion(Told told) {
    this.site = told.site();
    this.file = site.file();
    this.story = told.lines();
  }

  /** The edits; none where the assembly is no statement of its own in the file's text. */
  List<Edit> edits() {
    Span line = file.lineSpan(file.line(site.span().start()));
    String before = file.slice(new Span(line.start(), site.span().start()));
    String bare = before.strip();
    boolean own = bare.isEmpty() || bare.endsWith("{") || bare.endsWith(";") || bare.endsWith("}");
    if (!own || site.has(Option.NORETURN) || !site.expansion().calls().isEmpty()) {
      return List.of();
    }
    String indent = before.substring(0, before.length() - before.stripLeading().length());
    try {
      String first = bare.isEmpty() ? "" : "\n" + indent + STEP;
      String inner = bare.isEmpty() ? indent : indent + STEP;
      String text = first + "#[cfg(miri)]\n" + block(inner) + inner + "#[cfg(not(miri))]\n" + inner;
      List<Edit> edits = new ArrayList<>(List.of(Edit.insert(site.span().start(), text)));
      if (!isEnded()) {
        edits.add(Edit.insert(site.span().end(), ";"));
      }
      return edits;
    } catch (Signature.Nameless nameless) {
      return List.of();
    }
  }

  /** The story between names for what goes in and places for what comes out. */
  private String block(String indent) throws Signature.Nameless {
    var contract = Contracts.of(site, Integer.MAX_VALUE);
    Signature signature = Signature.of(site, contract, String.join("\n", story));
    List<String> lines = new ArrayList<>();
    for (Signature.Parameter p : signature.parameters()) {
      boolean itself = p.name().equals(p.expression().strip());
      boolean comesOut =
          signature.results().stream()
              .anyMatch(r -> r.name().equals(p.name()) && r.place().strip().equals(p.name()));
      if (!itself || p.changes() && !comesOut) {
        String head = "let " + (p.changes() ? "mut " : "") + p.name();
        lines.add(head + " = " + p.expression() + ";");
      }
    }
    List<String> last = new ArrayList<>();
    for (Signature.Result r : signature.results()) {
      if (!r.name().equals(r.place().strip())) {
        if (!r.declared()) {
          lines.add("let " + r.name() + ";");
        }
        last.add(r.place() + " = " + r.name() + ";");
      }
    }
    lines.addAll(signature.constants());
    lines.addAll(story);
    lines.addAll(last);
    StringBuilder text = new StringBuilder(indent + "{\n");
    lines.forEach(l -> text.append(indent).append(STEP).append(l).append("\n"));
    return text.append(indent).append("}\n").toString();
  }

  /** Whether a semicolon follows, without which an attribute would be one of an expression. */
  private boolean isEnded() {
    String after = file.slice(new Span(site.span().end(), file.length()));
    return after.stripLeading().startsWith(";");
  }
}

package dev.fabula.check;

import dev.fabula.check.PlaceReport.Allowed;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The comments of one file that allow findings, and what they were good for. */
public final class Allowances {

  private record Use(Allow allow, String rule) {}

  private final SourceFile file;
  private final PlainCode code;
  private final List<Allow> allows = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Set<Use> used = new HashSet<>();
  private final Set<Allow> undecided = new HashSet<>();

  /** Reads the comments of a file. */
  public Allowances(SourceFile file) {
    this.file = file;
    this.code = new PlainCode(file);
    for (Span comment : code.comments()) {
      if (AllowParser.isAddressed(file.slice(comment))) {
        Optional<Allow> allow = AllowParser.parse(file, comment);
        allow.ifPresentOrElse(
            this::add,
            () ->
                remark(
                    comment,
                    "this comment is not understood",
                    "write `// fabula: allow(rule): reason`"));
      }
    }
  }

  private void add(Allow allow) {
    allows.add(allow);
    if (allow.reason().isEmpty()) {
      remark(allow.span(), "an allowance without a reason allows nothing", "add `: ` and a reason");
    }
    for (Allow.Name name : allow.rules()) {
      if (Rules.named(name.text()).isEmpty()) {
        remark(name.span(), "there is no rule `" + name.text() + "`", "not a rule");
      }
    }
  }

  private void remark(Span span, String message, String label) {
    remarks.add(new Remark(file, span, message, label));
  }

  /** The same report, with those findings set apart that a comment allows. */
  public PlaceReport apply(PlaceReport place) {
    if (allows.isEmpty()) {
      return place;
    }
    List<Allow> near = allows.stream().filter(a -> covers(a, place.span())).toList();
    boolean decided =
        switch (place.verdict()) {
          case Verdict.Holds holds -> true;
          case Verdict.Broken broken -> true;
          case Verdict.Bounded bounded -> false;
          case Verdict.Unknown unknown -> false;
        };
    if (!decided) {
      undecided.addAll(near);
    }
    return place instanceof PlaceReport.Checked checked ? apply(checked, near) : place;
  }

  private PlaceReport apply(PlaceReport.Checked place, List<Allow> near) {
    List<Finding> kept = new ArrayList<>();
    List<Allowed> allowed = new ArrayList<>(place.allowed());
    for (Finding finding : place.report().findings()) {
      String rule = finding.rule().name();
      List<Allow> naming = near.stream().filter(a -> a.names(rule)).toList();
      naming.forEach(a -> used.add(new Use(a, rule)));
      if (naming.isEmpty()) {
        kept.add(finding);
      } else {
        allowed.add(new Allowed(finding, naming.getLast().reason()));
      }
    }
    SiteReport report = place.report();
    return new PlaceReport.Checked(
        new SiteReport(report.site(), report.verdict(), report.allocations(), kept), allowed);
  }

  /** What is to be said of the comments once every place of the file was seen. */
  public List<Remark> remarks() {
    List<Remark> all = new ArrayList<>(remarks);
    for (Allow allow : allows) {
      for (Allow.Name name : allow.rules()) {
        if (isUnused(allow, name)) {
          String message = "no finding of `" + name.text() + "` is allowed by this comment";
          all.add(new Remark(file, name.span(), message, "unused"));
        }
      }
    }
    all.sort((a, b) -> a.span().compareTo(b.span()));
    return all;
  }

  private boolean isUnused(Allow allow, Allow.Name name) {
    return !allow.reason().isEmpty()
        && Rules.named(name.text()).isPresent()
        && !undecided.contains(allow)
        && !used.contains(new Use(allow, name.text()));
  }

  /**
   * Whether a comment is for a site: on one of its lines, or among the comments and attributes
   * right above the site or the statement that holds it.
   */
  private boolean covers(Allow allow, Span site) {
    int line = file.line(allow.span().start());
    int first = file.line(site.start());
    int last = file.line(Math.max(site.start(), site.end() - 1));
    if (allow.wholeFile() || first <= line && line <= last) {
      return true;
    }
    int target = nextLine(line);
    int statement = file.line(statementStart(site.start()));
    return standsAlone(allow) && target <= first && statement <= target;
  }

  private boolean standsAlone(Allow allow) {
    return blankBetween(
        file.lineSpan(file.line(allow.span().start())).start(), allow.span().start());
  }

  /** The next line with code that is no attribute. */
  private int nextLine(int comment) {
    int lines = file.lineIndex().lines();
    int line = comment + 1;
    while (line < lines && (isComment(line) || isAttribute(line))) {
      line++;
    }
    return line;
  }

  private boolean isComment(int line) {
    Span span = file.lineSpan(line);
    return blankBetween(span.start(), span.end()) && !file.lineText(line).isBlank();
  }

  private boolean isAttribute(int line) {
    String text = file.lineText(line).strip();
    return text.startsWith("#[") && text.endsWith("]");
  }

  private boolean blankBetween(int start, int end) {
    for (int i = start; i < end; i++) {
      if (code.at(i) > ' ') {
        return false;
      }
    }
    return true;
  }

  /** The start of the statement around an offset; a block that is only unsafe is part of one. */
  private int statementStart(int offset) {
    int at = offset;
    while (at > 0) {
      int end = at;
      while (end > 0 && ";{},".indexOf(code.at(end - 1)) < 0) {
        end--;
      }
      if (end == 0 || code.at(end - 1) != '{' || !opensUnsafe(end - 1)) {
        return firstCode(end, offset);
      }
      at = end - 1;
    }
    return firstCode(0, offset);
  }

  private boolean opensUnsafe(int brace) {
    int end = brace;
    while (end > 0 && code.at(end - 1) <= ' ') {
      end--;
    }
    int start = Math.max(0, end - "unsafe".length());
    return file.startsWith("unsafe", start) && end - start == "unsafe".length();
  }

  private int firstCode(int from, int limit) {
    int at = from;
    while (at < limit && code.at(at) <= ' ') {
      at++;
    }
    return at;
  }
}

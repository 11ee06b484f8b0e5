package dev.fabula.report;

import dev.fabula.check.Finding;
import dev.fabula.check.Fix;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Repairs;
import dev.fabula.check.Witness;
import dev.fabula.source.Edit;
import dev.fabula.source.Position;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.Locale;

/** Writes the parts of a site's JSON object that stand at a place of its file. */
final class JsonFinding {

  private final JsonWriter json;
  private final SourceFile file;

  /** A writer of what stands in a file. */
  JsonFinding(JsonWriter json, SourceFile file) {
    this.json = json;
    this.file = file;
  }

  /** Writes lines and columns of a place as fields. */
  void span(Span span) {
    Position start = file.position(span.start());
    Position end = file.position(span.end());
    json.field("line", start.line());
    json.field("column", start.column());
    json.field("endLine", end.line());
    json.field("endColumn", end.column());
  }

  /** Writes a finding as an object. */
  void finding(Finding finding) {
    json.object(() -> {
      json.field("rule", finding.rule().name());
      json.field("group", finding.group().word());
      json.field("level", finding.level().word());
      span(finding.span());
      json.field("message", finding.message());
      json.field("label", finding.label());
      json.name("secondary").array(finding.secondary(), l -> label(l.span(), l.text()));
      json.field("notes", finding.notes());
      json.field("helps", finding.helps());
      json.field("witness", finding.witness(), this::witness);
      json.name("fixes").array(Repairs.joined(finding.fixes()), this::fix);
    });
  }

  private void label(Span span, String text) {
    json.object(() -> {
      span(span);
      json.field("text", text);
    });
  }

  private void witness(Witness witness) {
    json.object(() -> {
      json.name("allocation")
          .array(witness.allocation(), p -> pair("operand", p.operand(), "register", p.register()));
      json.name("entry").array(witness.entry(), v -> pair("name", v.name(), "value", v.value()));
      json.name("steps")
          .array(witness.steps(), s -> pair("instruction", s.instruction(), "effect", s.effect()));
      json.field("outcome", witness.outcome());
    });
  }

  private void pair(String name, String value, String otherName, String otherValue) {
    json.object(() -> json.field(name, value).field(otherName, otherValue));
  }

  private void fix(Fix fix) {
    json.object(() -> {
      json.field("title", fix.title());
      String applicability = fix.applicability().name().toLowerCase(Locale.ROOT);
      json.field("applicability", applicability.replace('_', '-'));
      json.name("edits").array(fix.edits(), this::edit);
    });
  }

  private void edit(Edit edit) {
    json.object(() -> {
      span(edit.span());
      json.field("startByte", edit.span().start());
      json.field("endByte", edit.span().end());
      json.field("text", edit.text());
    });
  }

  /** Writes a finding that the user allowed as an object. */
  void allowed(PlaceReport.Allowed allowed) {
    json.object(() -> {
      json.field("rule", allowed.finding().rule().name());
      span(allowed.finding().span());
      json.field("message", allowed.finding().message());
      json.field("reason", allowed.reason());
    });
  }

  /** Writes an objection of the compiler as an object. */
  void refusal(Objection objection) {
    json.object(() -> {
      span(objection.labels().getFirst().span());
      json.field("message", objection.message());
      json.field("notes", objection.notes());
    });
  }
}

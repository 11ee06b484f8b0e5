package dev.fabula.report;

import dev.fabula.check.FileReport;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Remark;
import dev.fabula.check.Selection;
import dev.fabula.check.Totals;
import dev.fabula.check.Verdict;
import dev.fabula.site.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells results as JSON lines: one object for each site, then one with the totals; {@code
 * docs/json.md} describes them.
 */
public final class JsonReporter implements Reporter {

  private final Consumer<String> out;
  private final Selection selection;
  private final String version;
  private final List<Remark> remarks = new ArrayList<>();

  /**
   * A reporter.
   *
   * @param out takes whole lines
   * @param selection which findings are told
   * @param version the version of Fabula
   */
  public JsonReporter(Consumer<String> out, Selection selection, String version) {
    this.out = out;
    this.selection = selection;
    this.version = version;
  }

  @Override
  public void file(FileReport file) {
    file.places().forEach(p -> line(json -> place(json, p)));
    remarks.addAll(file.remarks());
  }

  private void line(Consumer<JsonWriter> fields) {
    JsonWriter json = new JsonWriter();
    json.object(() -> fields.accept(json));
    out.accept(json + "\n");
  }

  private void place(JsonWriter json, PlaceReport place) {
    JsonFinding findings = new JsonFinding(json, place.file());
    json.field("file", place.file().path());
    findings.span(place.span());
    json.field("macro", place.macro());
    json.field("target", place.target().map(t -> LlvmName.of(t.architecture())));
    json.field("compiled", place.isCompiled());
    json.name("expansion").array(place.expansion().calls(), c -> call(json, c));
    json.field("expansions", place.expansion().alike());
    json.field("verdict", place.verdict().word());
    json.field("reason", reason(place.verdict()));
    switch (place) {
      case PlaceReport.Checked checked -> checked(json, findings, checked);
      case PlaceReport.Refused refused -> nothing(json, findings, refused.objections());
      case PlaceReport.NotAnalysed n -> nothing(json, findings, List.of());
    }
  }

  private static void call(JsonWriter json, Call call) {
    json.object(() -> {
      json.field("macro", call.macro());
      json.field("file", call.place().file().path());
      new JsonFinding(json, call.place().file()).span(call.place().span());
    });
  }

  private void checked(JsonWriter json, JsonFinding findings, PlaceReport.Checked place) {
    json.field("allocations", place.report().allocations());
    json.name("findings")
        .array(
            place.report().findings().stream().filter(selection::shows).toList(),
            findings::finding);
    json.name("allowed").array(place.allowed(), findings::allowed);
    json.name("refusals").array(List.<Objection>of(), findings::refusal);
  }

  private static void nothing(JsonWriter json, JsonFinding findings, List<Objection> objections) {
    json.field("allocations", 0);
    json.name("findings").array(List.of(), findings::finding);
    json.name("allowed").array(List.of(), findings::allowed);
    json.name("refusals").array(objections, findings::refusal);
  }

  private static Optional<String> reason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Holds holds -> Optional.empty();
      case Verdict.Broken broken -> Optional.empty();
      case Verdict.Bounded(String reason) -> Optional.of(reason);
      case Verdict.Unknown(String reason) -> Optional.of(reason);
    };
  }

  @Override
  public void end(Totals totals) {
    line(json -> {
      json.name("totals").object(() -> totals(json, totals));
      json.name("remarks").array(remarks, r -> remark(json, r));
      json.field("version", version);
    });
  }

  private static void totals(JsonWriter json, Totals totals) {
    json.field("files", totals.files());
    json.field("sites", totals.sites());
    json.field("compiled", totals.compiled());
    json.field("holds", totals.holding());
    json.field("broken", totals.broken());
    json.field("brokenAllowed", totals.brokenAllowed());
    json.field("bounded", Totals.sum(totals.bounded()));
    json.field("unknown", Totals.sum(totals.unknown()) + totals.refused());
    json.field("refused", totals.refused());
    json.field("allowed", totals.allowed());
    json.field("hidden", totals.hidden());
    json.field("fixed", totals.fixed());
    json.field("takenBack", totals.takenBack());
    json.field("boundedReasons", totals.bounded());
    json.field("unknownReasons", totals.unknown());
    json.field("rules", totals.findings());
  }

  private static void remark(JsonWriter json, Remark remark) {
    json.object(() -> {
      json.field("file", remark.file().path());
      new JsonFinding(json, remark.file()).span(remark.span());
      json.field("rule", Remark.NAME);
      json.field("level", Remark.LEVEL.word());
      json.field("message", remark.message());
    });
  }
}

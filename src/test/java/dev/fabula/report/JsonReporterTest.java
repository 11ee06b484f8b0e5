package dev.fabula.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fabula.check.FileReport;
import dev.fabula.check.Finding;
import dev.fabula.check.Objection;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Remark;
import dev.fabula.check.Sample;
import dev.fabula.check.Selection;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Totals;
import dev.fabula.check.Verdict;
import dev.fabula.check.Witness;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.Edit;
import dev.fabula.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** JSON lines keep to their schema and say what was found out. */
final class JsonReporterTest {
  private final List<String> lines = new ArrayList<>();
  private final JsonReporter reporter = new JsonReporter(lines::add, Selection.USUAL, "1.2");
  private final Totals totals = new Totals(Selection.USUAL);
  private final Site site = Sample.site("fn f() {\n  asm!(\"nop\", in(\"eax\") 1);\n}\n");
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("docs", "json-schema.json")));

  JsonReporterTest() throws IOException {}

  private List<JsonNode> report(PlaceReport... places) {
    Remark remark = new Remark(site.file(), new Span(0, 2), "idle", "here");
    FileReport file = FileReport.of(site.file(), List.of(places), List.of(remark));
    totals.add(file);
    reporter.file(file);
    reporter.end(totals);
    assertThat(lines)
        .hasSize(places.length + 1)
        .allSatisfy(line -> assertThat(line).endsWith("}\n").hasLineCount(1))
        .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
    return lines.stream().map(line -> new ObjectMapper().readTree(line)).toList();
  }

  private Finding finding() {
    Finding plain = Sample.finding(site.file(), "input-modified", "nop").note("n").help("h");
    Witness witness =
        new Witness(
            List.of(new Witness.Placement("eax", "eax")),
            List.of(new Witness.Value("eax", "0x1")),
            List.of(new Witness.Step("nop", "")),
            "nothing happens");
    Finding shown =
        new Finding(
            plain.rule(),
            plain.group(),
            plain.span(),
            plain.label(),
            plain.message(),
            List.of(new Finding.Label(new Span(0, 2), "function")),
            plain.notes(),
            plain.helps(),
            plain.fixes(),
            Optional.of(witness));
    return Sample.fixed(shown, Edit.insert(3, "x"));
  }

  @Test
  void brokenSiteHasItsFindings() {
    JsonNode line = report(Sample.checked(site, new Verdict.Broken(), finding())).getFirst();
    assertThat(line.get("file").asString()).isEqualTo("src/a.rs");
    assertThat(line.get("line").asInt()).isEqualTo(2);
    assertThat(line.get("column").asInt()).isEqualTo(3);
    assertThat(line.get("endColumn").asInt()).isEqualTo(27);
    assertThat(line.get("macro").asString()).isEqualTo("asm");
    assertThat(line.get("target").asString()).isEqualTo("x86_64");
    assertThat(line.get("verdict").asString()).isEqualTo("broken");
    assertThat(line.get("allocations").asInt()).isEqualTo(1);
    JsonNode found = line.get("findings").get(0);
    assertThat(found.get("rule").asString()).isEqualTo("input-modified");
    assertThat(found.get("level").asString()).isEqualTo("error");
    assertThat(found.get("column").asInt()).isEqualTo(9);
    assertThat(found.at("/witness/allocation/0/register").asString()).isEqualTo("eax");
    assertThat(found.at("/fixes/0/edits/0/startByte").asInt()).isEqualTo(3);
    assertThat(found.at("/fixes/0/applicability").asString()).isEqualTo("machine-applicable");
  }

  @Test
  void everyKindOfPlaceKeepsToTheSchema() {
    Found found = new Found.Readable(site);
    Found.Label label = new Found.Label(site.span(), "");
    Objection objection = new Objection("no such register", List.of(label), List.of("n"));
    PlaceReport.Allowed allowed = new PlaceReport.Allowed(finding(), "because");
    List<JsonNode> all =
        report(
            Sample.checked(site, new Verdict.Holds()),
            Sample.checked(site, new Verdict.Bounded("four rounds")),
            new PlaceReport.Checked(
                new SiteReport(site, new Verdict.Broken(), 1, List.of()), List.of(allowed)),
            new PlaceReport.Refused(found, List.of(objection)),
            new PlaceReport.NotAnalysed(
                Found.NotAnalysed.plain(
                    site.file(),
                    site.span(),
                    "asm",
                    Optional.empty(),
                    new Found.Reason.InMacroDefinition("m", "not expanded")),
                "in a macro"));
    assertThat(all.get(0).get("reason").isNull()).isTrue();
    assertThat(all.get(1).get("reason").asString()).isEqualTo("four rounds");
    assertThat(all.get(2).at("/allowed/0/reason").asString()).isEqualTo("because");
    assertThat(all.get(3).get("verdict").asString()).isEqualTo("unknown");
    assertThat(all.get(3).get("reason").asString()).isEqualTo("refused: no such register");
    assertThat(all.get(3).at("/refusals/0/message").asString()).isEqualTo("no such register");
    assertThat(all.get(4).get("target").isNull()).isTrue();
    JsonNode counts = all.get(5).get("totals");
    assertThat(counts.get("sites").asInt()).isEqualTo(5);
    assertThat(counts.get("unknown").asInt()).isEqualTo(2);
    assertThat(counts.get("brokenAllowed").asInt()).isEqualTo(1);
    assertThat(counts.at("/unknownReasons/in the definition of a macro").asInt()).isEqualTo(1);
    assertThat(all.get(5).at("/remarks/0/rule").asString()).isEqualTo("unused-allow");
    assertThat(all.get(5).get("version").asString()).isEqualTo("1.2");
  }

  @Test
  void schemaIsNotContentWithEverything() {
    assertThat(schema.validate("{\"verdict\":\"fine\"}", InputFormat.JSON)).isNotEmpty();
    assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void hintsAreNotToldUnlessAskedFor() {
    Finding hint = finding().in(dev.fabula.check.Group.HINT);
    List<JsonNode> all = report(Sample.checked(site, new Verdict.Holds(), hint));
    assertThat(all.get(0).get("findings")).isEmpty();
    assertThat(all.get(1).at("/totals/hidden").asInt()).isEqualTo(1);
  }
}

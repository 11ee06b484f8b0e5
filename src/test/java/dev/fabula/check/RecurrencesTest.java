package dev.fabula.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Mode;
import dev.fabula.c.CReader;
import dev.fabula.site.Target;
import dev.fabula.solver.Portfolio;
import dev.fabula.source.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A statement that occurs again has the report of the first one, at its own place. */
class RecurrencesTest {

  private static final String STATEMENT = "asm volatile(\"incl %0\" : : \"r\"(v));";

  @Test
  void placesAreTheirOwn() throws Exception {
    List<PlaceReport> reports =
        check("void f(int v) { " + STATEMENT + " }\nvoid g(int v) { " + STATEMENT + " }\n");
    assertThat(reports).hasSize(2);
    assertThat(finding(reports.get(0)).message()).isEqualTo(finding(reports.get(1)).message());
    for (PlaceReport report : reports) {
      assertThat(report.span().contains(finding(report).span())).isTrue();
    }
    assertThat(reports.get(0).span()).isNotEqualTo(reports.get(1).span());
  }

  @Test
  void anotherTypeIsAnotherSite() throws Exception {
    String output = "asm volatile(\"movl %k1, %0\" : \"=m\"(*p) : \"q\"(v));";
    List<PlaceReport> written =
        check(
            "void f(int *p, int v) { "
                + output
                + " }\nvoid g(int *p, unsigned char v) { "
                + output
                + " }\n");
    assertThat(written.get(0).verdict()).isInstanceOf(Verdict.Holds.class);
    assertThat(written.get(1).verdict()).isInstanceOf(Verdict.Broken.class);
  }

  private static Finding finding(PlaceReport report) {
    return ((PlaceReport.Checked) report)
        .report().findings().stream()
            .filter(f -> f.group() != Group.HINT)
            .findFirst()
            .orElseThrow();
  }

  private static List<PlaceReport> check(String text) throws Exception {
    SourceFile file = SourceFile.of("twice.c", text);
    Target target =
        new Target(
            Architecture.X86,
            Mode.DEFAULT,
            Optional.of("linux"),
            new TreeSet<>(),
            Target.Basis.REQUEST);
    List<PlaceReport> reports = new ArrayList<>();
    try (Assembler assembler = new Assembler();
        Checking checking =
            new Checking(
                new Tools(
                    assembler, Portfolio.standard(), Duration.ofSeconds(3), Duration.ofSeconds(20)),
                site -> List.of(),
                2,
                fault -> {
                  throw new AssertionError(fault);
                })) {
      for (Future<PlaceReport> report : checking.submit(new CReader(target).read(file))) {
        reports.add(report.get());
      }
    }
    return reports;
  }
}

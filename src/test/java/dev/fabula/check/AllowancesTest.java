package dev.fabula.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments that allow findings: which sites they are for, and what is said of idle ones. */
final class AllowancesTest {
  private static final String RULE = "input-modified";

  /** Each place of a text with one finding of the rule, after the comments had their say. */
  private static List<PlaceReport.Checked> apply(String text, List<String> remarks) {
    SourceFile file = SourceFile.of("src/a.rs", text);
    Allowances allowances = new Allowances(file);
    List<PlaceReport.Checked> reports = new ArrayList<>();
    for (Found place : Sample.places(file)) {
      var site = ((Found.Readable) place).site();
      Finding finding = Sample.finding(file, RULE, "asm!");
      var report = Sample.checked(site, new Verdict.Broken(), finding);
      reports.add((PlaceReport.Checked) allowances.apply(report));
    }
    allowances.remarks().forEach(r -> remarks.add(file.slice(r.span()) + ": " + r.message()));
    return reports;
  }

  private static List<Boolean> allowed(String text) {
    return apply(text, new ArrayList<>()).stream().map(r -> !r.allowed().isEmpty()).toList();
  }

  private static List<String> remarks(String text) {
    List<String> remarks = new ArrayList<>();
    apply(text, remarks);
    return remarks;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f() {\n  // fabula: allow(input-modified): why\n  asm!(\"nop\");\n}",
        "fn f() {\n  //fabula:allow(input-modified):why\n  asm!(\"nop\");\n}",
        "fn f() {\n  // fabula: allow(not-pure, input-modified): why\n  asm!(\"nop\");\n}",
        "fn f() {\n  asm!(\"nop\"); // fabula: allow(input-modified): why\n}",
        "fn f() {\n  asm!(\n    \"nop\", // fabula: allow(input-modified): why\n  );\n}",
        "fn f() {\n  // fabula: allow(input-modified): why\n  let x = unsafe { asm!(\"nop\") };\n}",
        "fn f() {\n  // fabula: allow(input-modified): why\n  unsafe {\n    asm!(\"nop\");\n  }\n}",
        "fn f() {\n"
            + "  // fabula: allow(input-modified): why\n"
            + "  let x =\n"
            + "    unsafe { asm!(\"nop\") };\n"
            + "}",
        "fn f() {\n"
            + "  // fabula: allow(input-modified): why\n"
            + "  // more\n"
            + "  #[rustfmt::skip]\n"
            + "  asm!(\"nop\");\n"
            + "}",
        "fn f() {\n  asm!(\"nop\");\n}\n// fabula: allow-file(input-modified): why",
      })
  void commentIsForItsSite(String text) {
    assertThat(allowed(text)).containsExactly(true);
    assertThat(remarks(text)).noneMatch(r -> r.contains(RULE + "` is allowed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f() {\n  // fabula: allow(input-modified): why\n\n  asm!(\"nop\");\n}",
        "fn f() {\n  // fabula: allow(input-modified): why\n  g();\n  asm!(\"nop\");\n}",
        "fn f() {\n  // fabula: allow(not-pure): why\n  asm!(\"nop\");\n}",
        "fn f() {\n  // fabula: allow(input-modified)\n  asm!(\"nop\");\n}",
        "fn f() {\n  // fabula: allow(input-modified):  \n  asm!(\"nop\");\n}",
        "// fabula: allow(input-modified): why\nfn f() {\n  asm!(\"nop\");\n}",
        "fn f() {\n  g(); // fabula: allow(input-modified): why\n  asm!(\"nop\");\n}",
        "fn f() {\n  asm!(\"nop\");\n  // fabula: allow(input-modified): why\n}",
        "fn f() {\n  /* // fabula: allow(input-modified): why */\n  asm!(\"nop\");\n}",
        "fn f() {\n  asm!(\"// fabula: allow(input-modified): why\");\n}",
        "fn f() {\n  asm!(r#\"// fabula: allow(input-modified): \" why\"#);\n}",
      })
  void commentIsForNoOtherSite(String text) {
    assertThat(allowed(text)).containsExactly(false);
  }

  @Test
  void commentIsForTheNextArmOnly() {
    String text =
        """
        fn f(x: u8) { match x {
          // fabula: allow(input-modified): why
          0 => unsafe {
            asm!("a");
          },
          _ => unsafe {
            asm!("b");
          },
        } }
        """;
    assertThat(allowed(text)).containsExactly(true, false);
  }

  @Test
  void reasonIsKept() {
    String text = "fn f() {\n  asm!(\"nop\"); // fabula: allow(input-modified): it is: so \n}";
    var allowed = apply(text, new ArrayList<>()).getFirst().allowed();
    assertThat(allowed).extracting(PlaceReport.Allowed::reason).containsExactly("it is: so");
  }

  @Test
  void remarksPointAtWhatIsIdle() {
    String text =
        """
        fn f() {
          // fabula: allow(input-modified, not-pure, no-such-rule): ä
          asm!("nop");
          // fabula: allow(not-pure)
          // fabula: let it be
        }
        """;
    assertThat(remarks(text))
        .containsExactly(
            "not-pure: no finding of `not-pure` is allowed by this comment",
            "no-such-rule: there is no rule `no-such-rule`",
            "// fabula: allow(not-pure): an allowance without a reason allows nothing",
            "// fabula: let it be: this comment is not understood");
  }

  @Test
  void allowanceOfASiteThatWasNotDecidedIsNotIdle() {
    SourceFile file =
        SourceFile.of("a.rs", "fn f() {\n  asm!(\"nop\"); // fabula: allow(not-pure): why\n}");
    Allowances allowances = new Allowances(file);
    allowances.apply(
        new PlaceReport.NotAnalysed(Sample.places(file).getFirst(), "it took too long"));
    assertThat(allowances.remarks()).isEmpty();
  }
}

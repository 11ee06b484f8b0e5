package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.story.Rustc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fabula check} from files to output and exit status. */
final class CheckTest {
  private static final String HOLDS =
      "fn f(mut x: u64) { unsafe { core::arch::asm!(\"not {}\", inout(reg) x, options(pure, nomem,"
          + " nostack, preserves_flags)) } }\n";
  private static final String BROKEN =
      "fn f(x: u64) { unsafe { core::arch::asm!(\"not {}\", in(reg) x, options(nomem, nostack,"
          + " preserves_flags)) } }\n";
  private static final String REFUSED =
      "fn f() { unsafe { core::arch::asm!(\"nop\", in(\"rbx\") 1u64) } }\n";
  private static final String UNKNOWN =
      "macro_rules! m { ($e:expr) => { core::arch::asm!(\"nop\", in(reg) $e) } }\n";

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private int check(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--target", "x86_64-unknown-linux-gnu"));
    arguments.addAll(List.of(options));
    if (options.length == 0 || options[options.length - 1].startsWith("--")) {
      arguments.add(folder.toString());
    }
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine commands =
        Main.answering(
            new CommandLine(new Main()), new PrintWriter(outText), new PrintWriter(errText));
    int status = Main.run(commands, arguments);
    commands.getOut().flush();
    commands.getErr().flush();
    out = outText.toString().replace(folder.toString(), "DIR");
    err = errText.toString();
    return status;
  }

  private static String told(String story) {
    return "fn f(mut x: u64) { unsafe {\n// story: "
        + story
        + "\n"
        + "core::arch::asm!(\"not {x}\", x = inout(reg) x, options(pure, nomem, nostack,"
        + " preserves_flags)) } }\n";
  }

  @Test
  void whatIsNoCodeForOneOfTwoArchitecturesWasMeantForTheOther() throws IOException {
    String wide = "\"ld {0}, 0({1})\", out(reg) r, in(reg) p, options(nostack)";
    String both = "\"nop\", options(nomem, nostack, preserves_flags)";
    String neither = "\"no_code\"";
    for (String text : List.of(wide, both, neither)) {
      file("src/riscv.rs", "fn f(p: *const u8) { let r: usize; core::arch::asm!(" + text + ") }\n");
      check();
      assertThat(out)
          .contains(
              text.equals(wide)
                  ? "checked 1 site in 1 file for riscv64\nit holds"
                  : "checked 2 sites in 1 file (1 riscv32, 1 riscv64)\n");
    }
    assertThat(out).contains("2 does not assemble");
  }

  @Test
  void storiesAreProvedToo() throws IOException {
    assumeTrue(Rustc.installed().isPresent(), "there is no rustc on this machine");
    file("a.rs", told("x = !x;"));
    assertThat(check()).isEqualTo(ExitStatus.OK);
    assertThat(out).isEqualTo("checked 1 site in 1 file for x86_64\nit holds\n");
    file("a.rs", told("x = !x + 1;"));
    assertThat(check("--format", "json", folder.toString())).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out).contains("\"verdict\":\"broken\"", "\"rule\":\"story-broken\"");
    file("a.rs", told("x = x.nowhere();"));
    assertThat(check()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out).contains("error[story-refused]: the story: no method named `nowhere`");
    file("a.rs", told("x = std::env::args().count() as u64;"));
    assertThat(check()).isEqualTo(ExitStatus.OK);
    assertThat(out).contains("1 unknown\n        1 its story is not decided");
  }

  @Test
  void aSiteThatBreaksItsContractIsToldNoStory() throws IOException {
    file("a.rs", told("x = 7;").replace("inout(reg)", "in(reg)").replace("pure, ", ""));
    assertThat(check()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out).contains("error[input-modified]").doesNotContain("story-");
  }

  @Test
  void allIsFineInTwoLines() throws IOException {
    file("a.rs", HOLDS);
    file("b.rs", HOLDS);
    assertThat(check()).isEqualTo(ExitStatus.OK);
    assertThat(out).isEqualTo("checked 2 sites in 2 files for x86_64\nall hold\n");
    assertThat(err).isEmpty();
  }

  @Test
  void categoriesOfAnotherCheckerAreCounted() throws IOException {
    file("a.c", "void f(int v) { asm volatile(\"incl %0\" : : \"r\"(v)); asm(\"nop\"); }\n");
    run("check", "--target", "i386", "--hints", "--format", "rustina-table", folder.toString());
    assertThat(out)
        .contains("DIR/a.c:1\tserious\tflags,read-only\n", "DIR/a.c:1\tcompliant\t\n")
        .containsPattern("read-only input +17 +1\n")
        .containsPattern("chunks: serious issues +294 +1\n");
  }

  @Test
  void nothingToCheckIsSaid() throws IOException {
    file("a.rs", "fn f() {}\n");
    assertThat(check()).isEqualTo(ExitStatus.OK);
    assertThat(out).isEqualTo("checked 0 sites in 1 file\nno inline assembly found\n");
  }

  @Test
  void findingsAreToldAndCount() throws IOException {
    file("a.rs", BROKEN);
    assertThat(check()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out)
        .startsWith("error[input-modified]: ")
        .contains(" --> DIR/a.rs:1:43\n")
        .contains("not {}\", inout(reg) x => _, options(")
        .endsWith(
            """
            checked 1 site in 1 file for x86_64
                1 broken
            1 finding: 1 input-modified
            """);
  }

  @Test
  void findingsOfSeveralExpansionsAreToldOnce() throws IOException {
    file(
        "a.rs",
        """
        macro_rules! m { ($i:literal) => { core::arch::asm!($i, in("rdx") 5_u64) } }
        fn f() { unsafe { m!("not rdx"); m!("neg rdx"); m!("neg rdx"); m!("nop"); } }
        """);
    assertThat(check()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out)
        .containsOnlyOnce("error[input-modified]: ")
        .contains("  = note: in the expansion of `m!` at DIR/a.rs:2:19, and in 2 others\n");
    assertThat(check("--format=json")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out)
        .contains("\"expansion\":[{\"macro\":\"m\",\"file\":\"DIR/a.rs\",\"line\":2,\"column\":34,")
        .contains("\"expansions\":2,\"verdict\":\"broken\"");
  }

  @Test
  void macroMayStandInAShorterFileThanItsUse() throws IOException {
    file("Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\n");
    file(
        "src/m.rs",
        "macro_rules! m { ($i:literal) => { core::arch::asm!($i, options(nomem, nostack)) } }\n");
    file(
        "src/lib.rs",
        "#[macro_use] mod m;\n" + "// long\n".repeat(100) + "fn f() { unsafe { m!(\"cli\") } }\n");
    assertThat(check("--hints")).isEqualTo(ExitStatus.OK);
    assertThat(out).contains("it holds").doesNotContain("internal error");
  }

  @Test
  void macroMayWriteTheFunctionAroundFromALongerFile() throws IOException {
    file("Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\n");
    file(
        "src/m.rs",
        "// long\n".repeat(100)
            + "macro_rules! m { ($b:block) => { fn f() { unsafe { $b } } } }\n");
    file(
        "src/lib.rs",
        "#[macro_use] mod m;\n" + "m!({ core::arch::asm!(\"cli\", options(nomem, nostack)) });\n");
    assertThat(check("--hints")).isEqualTo(ExitStatus.OK);
    assertThat(out).contains("it holds").doesNotContain("internal error");
  }

  @Test
  void undecidedSitesAreCountedAndToldOnRequest() throws IOException {
    file("a.rs", HOLDS + UNKNOWN);
    assertThat(check()).isEqualTo(ExitStatus.OK);
    assertThat(out)
        .isEqualTo(
            """
            checked 2 sites in 1 file for x86_64
                1 holding
                1 unknown
                    1 in the definition of a macro
            """);
    assertThat(check("--verbose")).isEqualTo(ExitStatus.OK);
    assertThat(out).startsWith("note: unknown: in the definition of macro `m`");
    assertThat(check("--deny=unknown")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(check("--deny=bounded")).isEqualTo(ExitStatus.OK);
  }

  @Test
  void refusedSiteIsAFailure() throws IOException {
    file("a.rs", REFUSED);
    assertThat(check()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out).startsWith("error[refused]: register `rbx`").contains("    1 refused\n");
  }

  @Test
  void resultsComeInTheOrderOfPathsAndPlaces() throws IOException {
    file("b/a.rs", BROKEN + BROKEN);
    file("a.rs", BROKEN);
    file("b.rs", BROKEN);
    assertThat(check("--jobs=3")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out.lines().filter(l -> l.contains("-->")).map(l -> l.strip().substring(4)))
        .containsExactly("DIR/a.rs:1:43", "DIR/b.rs:1:43", "DIR/b/a.rs:1:43", "DIR/b/a.rs:2:43");
  }

  @Test
  void rulesAndFilesCanBeLeftOut() throws IOException {
    file("a.rs", BROKEN);
    assertThat(check("--allow=input-modified")).isEqualTo(ExitStatus.OK);
    assertThat(out).endsWith("    1 broken\n1 finding not shown\n");
    assertThat(check("--only=not-pure")).isEqualTo(ExitStatus.OK);
    assertThat(check("--only=input-modified")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(check("--exclude=a*")).isEqualTo(ExitStatus.OK);
    assertThat(out).startsWith("checked 0 sites in 0 files\n");
  }

  @Test
  void allowedFindingDoesNotCount() throws IOException {
    file("a.rs", "// fabula: allow-file(input-modified): see elsewhere\n" + BROKEN);
    assertThat(check()).isEqualTo(ExitStatus.OK);
    assertThat(out).endsWith("    1 broken as you allowed\n1 finding allowed\n");
  }

  @Test
  void idleAllowanceIsAWarning() throws IOException {
    file("a.rs", "// fabula: allow-file(not-pure): see elsewhere\n" + HOLDS);
    assertThat(check()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out).startsWith("warning[unused-allow]: ").contains("1 remark on comments");
    assertThat(check("--level=error")).isEqualTo(ExitStatus.OK);
    assertThat(check("--only=input-modified")).isEqualTo(ExitStatus.OK);
  }

  @Test
  void fixIsWrittenAndCheckedAgain() throws IOException {
    Path file = file("a.rs", BROKEN);
    assertThat(check("--fix")).isEqualTo(ExitStatus.OK);
    assertThat(file).hasContent(BROKEN.replace("in(reg) x", "inout(reg) x => _"));
    assertThat(out).isEqualTo("checked 1 site in 1 file for x86_64\nit holds; 1 finding fixed\n");
  }

  @Test
  void jsonHasOneLineASiteAndOneMore() throws IOException {
    file("a.rs", HOLDS + BROKEN + UNKNOWN);
    assertThat(check("--format=json")).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out.lines()).hasSize(4).allMatch(l -> l.startsWith("{") && l.endsWith("}"));
    assertThat(out).contains("\"verdict\":\"holds\"", "\"verdict\":\"broken\"", "{\"totals\":{");
  }

  @Test
  void coloursOnlyWhereTheyAreAskedFor() throws IOException {
    file("a.rs", BROKEN);
    check("--color=always");
    assertThat(out).contains("\033[1;91merror[input-modified]\033[0m");
    check("--color=never");
    assertThat(out).doesNotContain("\033");
  }

  @Test
  void wrongCommandLinesAreUsageErrors() throws IOException {
    String file = file("a.rs", HOLDS).toString();
    assertThat(check(folder.resolve("none.rs").toString())).isEqualTo(ExitStatus.USAGE);
    assertThat(err).contains("none.rs");
    assertThat(check("--only=no-such-rule", file)).isEqualTo(ExitStatus.USAGE);
    assertThat(err).contains("no rule 'no-such-rule'");
    assertThat(check("--jobs=0", file)).isEqualTo(ExitStatus.USAGE);
    assertThat(check("--format=xml", file)).isEqualTo(ExitStatus.USAGE);
    assertThat(run("check", "--target=z80", file)).isEqualTo(ExitStatus.USAGE);
    assertThat(err).contains("z80");
    assertThat(out).isEmpty();
  }
}

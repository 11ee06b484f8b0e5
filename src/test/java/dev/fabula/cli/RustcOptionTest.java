package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.story.Rustc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code --rustc}: a type that only rustc knows changes what is told. */
final class RustcOptionTest {
  private static final String TYPED_BY_CALLS =
      """
      pub trait Source { type Word; fn word(&self) -> Self::Word; }
      impl Source for u8 { type Word = u32; fn word(&self) -> u32 { 7 } }
      macro_rules! copy { ($name:ident, $make:expr) => {
          pub fn $name(s: u8) -> u64 {
              let x = $make(s);
              let y: u64;
              unsafe { core::arch::asm!("mov {y}, {x:r}", y = out(reg) y, x = in(reg) x,
                  options(pure, nomem, nostack, preserves_flags)) }
              y
          }
      } }
      copy!(narrow, |s: u8| s.word());
      copy!(wide, |s: u8| [s].iter().map(|b| u64::from(*b)).sum::<u64>());
      """;

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

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
    err = errText.toString().replace(folder.toString(), "DIR");
    return status;
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("a.rs"), text);
  }

  private static void demandRustc() {
    boolean here = System.getProperty("os.arch").equals("amd64");
    assumeTrue(here && Rustc.installed().isPresent(), "there is no rustc for x86-64 here");
  }

  @Test
  void withoutItTheTypeIsOpen() throws IOException {
    write(TYPED_BY_CALLS);
    assertThat(run("check", folder.toString())).isEqualTo(ExitStatus.OK);
    assertThat(out)
        .isEqualTo(
            """
            checked 1 site in 1 file for x86_64
                1 bounded
                    1 the type of … is not known; it holds for the widest one
            1 hint not shown
            """);
  }

  @Test
  void withItEachExpansionIsJudgedByItsTypes() throws IOException {
    demandRustc();
    write(TYPED_BY_CALLS);
    assertThat(run("check", "--rustc", folder.toString())).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out)
        .contains("error[narrow-value-read-wide]")
        .contains("in the expansion of `copy!` at DIR/a.rs:12:1")
        .endsWith(
            """
            checked 2 sites in 1 file for x86_64
            rustc compiled all of them
                1 holding
                1 broken
            1 finding: 1 narrow-value-read-wide
            """);
    assertThat(err).isEmpty();
  }

  @Test
  void jsonTellsWhatWasCompiled() throws IOException {
    demandRustc();
    write(TYPED_BY_CALLS + "#[cfg(nothing)] fn f() { unsafe { core::arch::asm!(\"\") } }\n");
    run("check", "--rustc", "--format", "json", folder.toString());
    assertThat(out.lines().filter(l -> l.contains("\"compiled\":true"))).hasSize(2);
    assertThat(out.lines().filter(l -> l.contains("\"compiled\":false"))).hasSize(1);
    assertThat(out).contains("\"sites\":3,\"compiled\":2");
  }

  @Test
  void whatRustcRefusesIsCheckedWithoutIt() throws IOException {
    demandRustc();
    write(TYPED_BY_CALLS + "fn broken() { nowhere() }\n");
    assertThat(run("check", "--rustc", folder.toString())).isEqualTo(ExitStatus.OK);
    assertThat(out).startsWith("checked 1 site in 1 file for x86_64\n    1 bounded\n");
    assertThat(err)
        .startsWith("fabula: DIR/a.rs: `rustc` fails: DIR/a.rs:14:15: error[E0425]: cannot find")
        .contains("; what it does not build is read without it\n")
        .endsWith("fabula: rustc compiled none of the sites; all are read without it\n");
  }

  @Test
  void showTakesItToo() throws IOException {
    demandRustc();
    write(TYPED_BY_CALLS);
    assertThat(run("show", "--rustc", folder.resolve("a.rs") + ":12")).isEqualTo(ExitStatus.OK);
    assertThat(out).contains("holds `x` (32 bits)");
    assertThat(run("show", folder.resolve("a.rs") + ":12")).isEqualTo(ExitStatus.OK);
    assertThat(out).contains("holds `x`").doesNotContain("(32 bits)");
  }

  @Test
  void fixesAreNotMadeWithIt() throws IOException {
    write(TYPED_BY_CALLS);
    assertThat(run("check", "--rustc", "--fix", folder.toString())).isEqualTo(ExitStatus.USAGE);
    assertThat(err).contains("--fix changes what rustc has seen");
  }
}

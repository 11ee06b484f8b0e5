package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fabula stubs}, and the kernel that {@code docs/abi.md} invents. */
final class StubsTest {

  private static final Pattern XML = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern RUST = Pattern.compile("```rust\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern C = Pattern.compile("```c\\n(.*?)```", Pattern.DOTALL);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... arguments) {
    CommandLine commands =
        Main.answering(
            new CommandLine(new Main()), new PrintWriter(out, true), new PrintWriter(err, true));
    return Main.run(commands, arguments);
  }

  private static String page(Pattern block, int number) throws IOException {
    Matcher matcher = block.matcher(Files.readString(Path.of("docs", "abi.md")));
    return matcher.results().map(r -> r.group(1)).toList().get(number);
  }

  private Path invented() throws IOException {
    return Files.writeString(folder.resolve("tiny.xml"), page(XML, 0));
  }

  @Test
  void inventedKernelFromEndToEnd() throws IOException {
    String xml = invented().toString();
    String made = folder.resolve("made").toString();
    assertThat(run("stubs", xml, "--language", "rust", "--out", made)).isEqualTo(ExitStatus.OK);
    assertThat(Path.of(made, "src", "x86_64.rs")).content().contains(page(RUST, 0));
    assertThat(run("stubs", xml, "--language", "c", "--out", made)).isEqualTo(ExitStatus.OK);
    assertThat(Path.of(made, "tiny_stubs_x86_64.h")).content().contains(page(C, 0));
    assertThat(run("stubs", "--prove", xml, "--deny", "bounded", "--deny", "unknown", made))
        .as("%s", out)
        .isEqualTo(ExitStatus.OK);
    Path wrong = Files.writeString(folder.resolve("wrong.rs"), page(RUST, 1));
    assertThat(run("stubs", "--prove", xml, wrong.toString())).isEqualTo(ExitStatus.FINDINGS);
    assertThat(out.toString()).contains("error[stub-memory]").contains("error[stub-input]");
  }

  @Test
  void stubsOfTheInventedKernelAreRun() throws IOException {
    String xml = invented().toString();
    int status = run("stubs", xml, "--run");
    Assumptions.assumeFalse(status == ExitStatus.NOT_ANALYSED, () -> out.toString());
    assertThat(status).as("%s", out).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).contains("of tiny: ").contains(" as described, 0 not; skipped ");
    assertThat(run("stubs", xml, "--run", "--out", "x")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("stubs", xml, "--run", "--prove")).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void wrongDescriptionsAreToldWithTheirPlace() throws IOException {
    Path xml =
        Files.writeString(folder.resolve("bad.xml"), page(XML, 0).replace("\"rdi\"", "\"rdy\""));
    assertThat(run("stubs", xml.toString(), "--prove", xml.toString()))
        .isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(err.toString())
        .startsWith("fabula: the description cannot be used\n" + xml)
        .containsPattern(
            "bad.xml:\\d+:\\d+: there is no register `rdy` on x86_64\n  help: write one of");
  }

  @Test
  void whatMakesNoSenseIsAWrongCommandLine() {
    assertThat(run("stubs", "sel4")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("stubs", "sel4", "--language", "c")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("stubs", "--prove", "sel4")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("stubs", "sel4", "--arch", "vax", "--language", "c", "--out", "x"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(run("stubs", "no-such.xml", "--language", "c", "--out", "x"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString())
        .contains("there is no machine 'vax'; there are aarch64")
        .contains("no file or folder 'no-such.xml'");
  }

  @Test
  void whatIsLeftOutIsTold() {
    String made = folder.resolve("made").toString();
    assertThat(run("stubs", "linux", "--language", "rust", "--out", made)).isEqualTo(ExitStatus.OK);
    assertThat(run("stubs", "sel4", "--arch", "ia32", "--language", "c", "--out", made))
        .isEqualTo(ExitStatus.OK);
    assertThat(out.toString())
        .startsWith("34 stubs of linux for x86_64, i386")
        .contains("6 stubs of sel4 for ia32");
    assertThat(err.toString())
        .contains("not made: `syscall6` for i386: compilers keep registers for themselves")
        .contains("no numbers of calls: give the system's own list with --numbers");
  }
}

package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code fabula isa} and the page that shows it; {@code -Dbless} rewrites the page. */
final class IsaTest {

  private static final boolean BLESS = System.getProperty("bless") != null;
  private static final Path PAGE = Path.of("docs", "isa.md");
  private static final String FENCE = "```\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commands =
        Main.answering(
            new CommandLine(new Main()), new PrintWriter(out, true), new PrintWriter(err, true));
    return Main.run(commands, arguments);
  }

  @Test
  void pageShowsTheTable() throws IOException {
    assertThat(run("isa")).isEqualTo(ExitStatus.OK);
    String page =
        Files.readString(Path.of("build", "isa.head.md")) + FENCE + out.toString() + FENCE;
    if (BLESS) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("made by ./dev bless IsaTest").hasContent(page);
  }

  @Test
  void listsKeepToTheirSchema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs", "isa-schema.json")));
    assertThat(run("isa", "--format", "json")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString().lines())
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
  }

  @Test
  void formsOfOneInstruction() {
    assertThat(run("isa", "x86_64", "paddb")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).contains("exact").contains("paddb mm").contains("paddb xmm");
  }

  @Test
  void architectureThatThereIsNot() {
    assertThat(run("isa", "pdp11")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("no architecture 'pdp11'", "x86_64", "s390x");
  }

  @Test
  void instructionThatThereIsNot() {
    assertThat(run("isa", "riscv64", "addd")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("no instruction 'addd' of riscv64", "'addi'");
  }
}

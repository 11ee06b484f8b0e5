package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fabula.site.Found;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What is shown of sites stands beside their files; {@code -Dbless} rewrites it. A comment {@code
 * //@ show: OPTIONS} asks for the line below it.
 */
final class ShowTest {

  private static final Path FOLDER = Path.of("src", "test", "cases", "show");
  private static final Pattern ASKED = Pattern.compile("\\s*//@ show:(.*)");
  private static final boolean BLESS = System.getProperty("bless") != null;

  @TempDir private Path scratch;

  private record Shown(int status, String out, String err) {}

  private static Shown show(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Main.answering(new CommandLine(new Main()), new PrintWriter(out), new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("show", "--color=never"));
    all.addAll(List.of(arguments));
    int status = Main.run(commands, all.toArray(String[]::new));
    commands.getOut().flush();
    commands.getErr().flush();
    return new Shown(status, out.toString(), err.toString());
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".rs")).sorted().toList().stream();
    }
  }

  @TestFactory
  Stream<DynamicTest> pages() throws IOException {
    return sources().map(s -> DynamicTest.dynamicTest(s.toString(), s.toUri(), () -> compare(s)));
  }

  private static void compare(Path source) throws IOException {
    Path golden = Path.of(source.toString().replace(".rs", ".stdout"));
    String actual = pages(source);
    if (BLESS) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).as("made by ./dev bless").exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  private static String pages(Path source) throws IOException {
    StringBuilder all = new StringBuilder();
    for (List<String> arguments : asked(source)) {
      Shown shown = show(arguments.toArray(String[]::new));
      all.append("$ fabula show ").append(String.join(" ", arguments)).append('\n');
      all.append(shown.out()).append(shown.err());
      all.append("exit status ").append(shown.status()).append("\n\n");
    }
    return all.toString();
  }

  /** The command lines that a file asks for. */
  private static List<List<String>> asked(Path source) throws IOException {
    List<String> lines = Files.readAllLines(source);
    List<List<String>> asked = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = ASKED.matcher(lines.get(i));
      if (matcher.matches()) {
        List<String> arguments = new ArrayList<>(List.of(source + ":" + (i + 2)));
        Stream.of(matcher.group(1).split(" ")).filter(w -> !w.isEmpty()).forEach(arguments::add);
        asked.add(arguments);
      }
    }
    return asked;
  }

  @TestFactory
  Stream<DynamicTest> linesOfJsonKeepToTheirSchema() throws IOException {
    return sources().map(s -> DynamicTest.dynamicTest(s.toString(), s.toUri(), () -> validate(s)));
  }

  private static void validate(Path source) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs", "show-schema.json")));
    for (List<String> arguments : asked(source)) {
      List<String> json = new ArrayList<>(arguments);
      json.add("--format=json");
      Shown shown = show(json.toArray(String[]::new));
      boolean declined = shown.status() == ExitStatus.USAGE;
      assertThat(shown.out().isEmpty()).isEqualTo(declined);
      shown
          .out()
          .lines()
          .forEach(line -> assertThat(schema.validate(line, InputFormat.JSON)).isEmpty());
    }
  }

  /** Whatever a site does: it is shown, or what is in the way is told. */
  @TestFactory
  Stream<DynamicTest> everySiteOfTheGallery() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("examples"))) {
      return files
          .filter(f -> f.toString().endsWith(".rs"))
          .sorted()
          .map(f -> DynamicTest.dynamicTest(f.toString(), f.toUri(), () -> showAll(f)))
          .toList()
          .stream();
    }
  }

  private static void showAll(Path source) {
    Sources.Read read = new Sources(Optional.empty(), fault -> {}).read(source);
    assertThat(read.places()).isNotEmpty();
    for (Found found : read.places()) {
      int line = read.file().line(found.span().start());
      Shown shown = show(source + ":" + line);
      assertThat(shown.status()).isLessThanOrEqualTo(ExitStatus.FINDINGS);
      assertThat(shown.out()).contains(source + ":" + line + ":");
      assertThat(shown.err()).isEmpty();
    }
  }

  @Test
  void aMacroOfTheCrateIsShownAtItsUseInAnotherFile() throws IOException {
    Files.writeString(scratch.resolve("Cargo.toml"), "[package]\nname = \"c\"\n");
    Path source = Files.createDirectories(scratch.resolve("src"));
    String body = "\n    (x) => { core::arch::asm!(\"nop\") };\n";
    Files.writeString(source.resolve("macros.rs"), "macro_rules! wait {" + body + "}\n");
    Files.writeString(source.resolve("a.rs"), "fn f() { unsafe { wait!(x) } }\n");
    Path use =
        Files.writeString(source.resolve("lib.rs"), "mod a;\n\nfn f() { unsafe { wait!(x) } }\n");
    Shown shown = show(use + ":3", "--target=x86_64");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.out().lines().limit(2))
        .containsExactly(
            "asm! at " + source + "/macros.rs:2:14, for x86_64, in Intel syntax",
            "  written by `wait!` at " + use + ":3:19");
    assertThat(show(source + "/macros.rs:2", "--target=x86_64").out())
        .contains("by `wait!` at " + source + "/a.rs:1:19\n  and by 1 other use\n");
    assertThat(show(use + ":1", "--target=x86_64").err()).contains("nor on any other");
  }

  private void declined(String place, String message) {
    Shown shown = show(place);
    assertThat(shown.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(shown.out()).isEmpty();
    assertThat(shown.err().replace(scratch.toString(), "DIR"))
        .isEqualTo("fabula: " + message + "\nhelp: fabula show --help\n");
  }

  @Test
  void badPlacesAreToldWithWhatWouldBeGood() throws IOException {
    String site = "core::arch::global_asm!(\"nop\");\n";
    Path some = Files.writeString(scratch.resolve("a.rs"), "\n" + site + "\n\n" + site + "\n");
    Path none = Files.writeString(scratch.resolve("b.rs"), "fn f() {}\n");
    declined("x", "name a place: FILE:LINE");
    declined(scratch + "/c.rs:1", "no file 'DIR/c.rs'");
    declined(scratch + ":1", "'DIR' is a folder, not a file");
    declined(some.toString(), "name a line of DIR/a.rs: inline assembly is on lines 2 and 5");
    declined(none.toString(), "name a line of DIR/b.rs: there is no inline assembly on any");
    declined(some + ":1", "no inline assembly on line 1 of DIR/a.rs; the nearest is on line 2");
    declined(
        some + ":3", "no inline assembly on line 3 of DIR/a.rs; the nearest are on lines 2 and 5");
    declined(none + ":1", "no inline assembly on line 1 of DIR/b.rs, nor on any other");
  }

  @Test
  void aPathNeedNotBeNormalAndTheColumnIsOptional() throws IOException {
    Files.writeString(scratch.resolve("a.rs"), "core::arch::global_asm!(\"nop\");\n");
    Shown shown = show(scratch + "/./x/../a.rs:1:7", "--target=x86_64");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.status()).isEqualTo(ExitStatus.OK);
  }
}

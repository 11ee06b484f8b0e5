package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fabula check --since} in a repository of git. */
final class SinceTest {

  private static final String SITE =
      "fn f() { unsafe { core::arch::asm!(\"nop\", options(nomem, nostack, preserves_flags)) } }\n";

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void repository() throws IOException {
    assumeTrue(hasGit(), "git is not on the path");
    git("init", "--quiet");
    file("old.rs", SITE);
    file("changed.rs", SITE);
    file("staged.rs", SITE);
    file("gone.rs", SITE);
    file("sub/inner.rs", SITE);
    git("add", ".");
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "--quiet",
        "-m",
        "first");
  }

  private static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int check(Path path, String since) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine commands =
        Main.answering(
            new CommandLine(new Main()), new PrintWriter(outText), new PrintWriter(errText));
    int status =
        Main.run(
            commands,
            "check",
            "--target=x86_64",
            "--verbose",
            "--format=json",
            "--since=" + since,
            path.toString());
    commands.getOut().flush();
    commands.getErr().flush();
    out = outText.toString();
    err = errText.toString().replace(path.toString(), "DIR");
    return status;
  }

  private List<String> checked() {
    return out.lines()
        .filter(line -> line.startsWith("{\"file\""))
        .map(line -> line.substring(9, line.indexOf("\",")))
        .map(file -> folder.relativize(Path.of(file)).toString())
        .toList();
  }

  @Test
  void onlyWhatIsNotAsInTheCommitIsChecked() throws IOException {
    file("changed.rs", "\n" + SITE);
    file("staged.rs", "\n\n" + SITE);
    git("add", "staged.rs");
    file("sub/new name.rs", SITE);
    Files.delete(folder.resolve("gone.rs"));
    file(".gitignore", "left.rs\n");
    file("left.rs", SITE);
    assertThat(check(folder, "HEAD")).isEqualTo(ExitStatus.OK);
    assertThat(checked()).containsExactly("changed.rs", "staged.rs", "sub/new name.rs");
    assertThat(check(folder.resolve("sub"), "HEAD")).isEqualTo(ExitStatus.OK);
    assertThat(checked()).containsExactly("sub/new name.rs");
  }

  @Test
  void withoutChangesNothingIsChecked() {
    assertThat(check(folder, "HEAD")).isEqualTo(ExitStatus.OK);
    assertThat(checked()).isEmpty();
  }

  @Test
  void aCommitThatIsNotThereIsAUsageError() {
    assertThat(check(folder, "nowhere")).isEqualTo(ExitStatus.USAGE);
    assertThat(err).startsWith("fabula: --since: no commit 'nowhere' in ");
    assertThat(check(folder, "--output=x")).isEqualTo(ExitStatus.USAGE);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void aFolderOutsideOfGitIsAUsageError(@TempDir Path other) {
    assertThat(check(other, "HEAD")).isEqualTo(ExitStatus.USAGE);
    assertThat(err).startsWith("fabula: --since: ").contains("is in no git repository");
  }
}

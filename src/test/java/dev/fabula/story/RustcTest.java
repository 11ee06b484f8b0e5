package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs as rustc may answer, fail, or hang. */
final class RustcTest {

  @TempDir private Path folder;

  private Rustc.Compiled compiled(String script, Duration limit) throws IOException {
    Path command = Files.writeString(folder.resolve("rustc"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    return new Rustc(command.toString(), limit)
        .compile("text", folder, "2021", Optional.empty(), Optional.empty());
  }

  private static Rustc.Compiled.Errors error(String text) {
    return new Rustc.Compiled.Errors(List.of(new Rustc.Message(0, 0, text)));
  }

  @Test
  void outputIsTheAnswer() throws IOException {
    assertThat(compiled("cat", Duration.ofSeconds(60))).isEqualTo(new Rustc.Compiled.Mir("text"));
  }

  @Test
  void errorsAreTheAnswerOfOneThatFails() throws IOException {
    assertThat(compiled("echo 'error: bad' >&2; exit 1", Duration.ofSeconds(60)))
        .isEqualTo(error("bad"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2018", "2021", "2024"})
  void theVocabularyIsOfEveryEdition(String edition) throws IOException {
    Optional<Rustc> rustc = Rustc.installed();
    assumeTrue(rustc.isPresent(), "there is no rustc on this machine");
    String text = Files.readString(Path.of("rust/story.rs"));
    assertThat(rustc.get().compile(text, folder, edition, Optional.empty(), Optional.empty()))
        .isInstanceOf(Rustc.Compiled.Mir.class);
  }

  @Test
  void oneThatHangsWithItsOutputOpenIsGivenUp() throws IOException {
    assertThat(compiled("sleep 1000", Duration.ofMillis(50))).isEqualTo(error("it took too long"));
  }
}

package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The file that users take is the one that stories are compiled with. */
final class VocabularyTest {

  @Test
  void isOneFile() throws IOException {
    try (InputStream in = Program.class.getResourceAsStream("story.rs")) {
      assertThat(in).isNotNull();
      assertThat(Files.readAllBytes(Path.of("rust", "story.rs"))).isEqualTo(in.readAllBytes());
    }
  }
}

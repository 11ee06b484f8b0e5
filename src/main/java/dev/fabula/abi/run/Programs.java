package dev.fabula.abi.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine that are started and end by themselves. */
final class Programs {

  private Programs() {}

  /**
   * What a program said.
   *
   * @param status its exit status
   * @param text all that it wrote
   */
  record Said(int status, String text) {

    /** Whether it did what it was asked for. */
    boolean isGood() {
      return status == 0;
    }

    /** Its first line that tells of an error, or its first line. */
    String complaint() {
      return text.lines()
          .filter(l -> l.contains("error"))
          .findFirst()
          .or(() -> text.lines().findFirst())
          .orElse("exit status " + status);
    }
  }

  /** Whether a program is on the path. */
  static boolean exists(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Runs a program to its end. */
  static Said run(Path folder, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("RUSTC_BOOTSTRAP", "1");
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Said(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What a program answers on its standard output, if it is there and does. */
  static Optional<String> answer(List<String> command) {
    try {
      Said said = run(Path.of("."), command);
      return said.isGood() ? Optional.of(said.text().strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

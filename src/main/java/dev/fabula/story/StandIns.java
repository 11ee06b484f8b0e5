package dev.fabula.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The module of a staged program that has its threads, in the place of the library's. */
final class StandIns {

  private StandIns() {}

  static String text() {
    try (InputStream in = StandIns.class.getResourceAsStream("standins.rs")) {
      byte[] bytes = Objects.requireNonNull(in, "standins.rs").readAllBytes();
      return "\n" + new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.fabula.asm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thread that drains a stream of a dying process and keeps its beginning, to tell how it died.
 */
final class LastWords extends Thread {
  private static final int KEPT = 1 << 14;
  private static final Pattern CAUSE =
      Pattern.compile("LLVM ERROR: [^\\n]*|\\bSIG[A-Z]+|OutOfMemoryError");

  private final InputStream stream;
  private final StringBuilder words = new StringBuilder();

  LastWords(InputStream stream) {
    super("assembler-last-words");
    this.stream = stream;
    setDaemon(true);
  }

  @Override
  public void run() {
    byte[] buffer = new byte[1024];
    try {
      for (int n = stream.read(buffer); n > 0; n = stream.read(buffer)) {
        keep(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException closed) {
      keep("\n");
    }
  }

  private synchronized void keep(String text) {
    if (words.length() < KEPT) {
      words.append(text);
    }
  }

  /** The signal, or LLVM's own last line. */
  synchronized Optional<String> cause() {
    Matcher cause = CAUSE.matcher(words);
    return cause.find() ? Optional.of(cause.group()) : Optional.empty();
  }
}

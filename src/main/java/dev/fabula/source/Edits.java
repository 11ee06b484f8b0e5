package dev.fabula.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Edits of one file, made together: each span counts in the text before any of them. */
public final class Edits {
  private Edits() {}

  /**
   * The bytes of the file after all edits, or nothing if two edits replace the same bytes or one
   * adds text inside a range that another replaces. Insertions at one offset keep their order.
   */
  public static Optional<byte[]> apply(SourceFile file, List<Edit> edits) {
    List<Edit> sorted = edits.stream().sorted(Comparator.comparing(Edit::span)).toList();
    ByteArrayOutputStream result = new ByteArrayOutputStream(file.length() + 64);
    int done = 0;
    for (Edit edit : sorted) {
      if (edit.span().start() < done) {
        return Optional.empty();
      }
      result.writeBytes(file.bytes(new Span(done, edit.span().start())));
      result.writeBytes(edit.text().getBytes(StandardCharsets.UTF_8));
      done = edit.span().end();
    }
    result.writeBytes(file.bytes(new Span(done, file.length())));
    return Optional.of(result.toByteArray());
  }
}

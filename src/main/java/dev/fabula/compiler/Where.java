package dev.fabula.compiler;

import dev.fabula.rust.Compilation.Point;
import dev.fabula.source.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the sources as rustc prints it: {@code src/lib.rs:7:87: 7:118 (#4)}.
 *
 * @param end the place after its last character
 * @param context the number of the syntax context, which tells the macros that wrote it
 */
record Where(Point end, int context) {
  private static final Pattern FORM =
      Pattern.compile("(.+):(\\d+):(\\d+): (\\d+):(\\d+) \\(#(\\d+)\\)");

  /** Reads a place; relative paths start at the folder. */
  static Optional<Where> read(String text, Path folder) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Path file = real(folder.resolve(matcher.group(1)));
      Position end = new Position(number(matcher, 4), number(matcher, 5));
      return Optional.of(new Where(new Point(file, end), number(matcher, 6)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The path without links; one of no file is as it is. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

package dev.fabula.compiler;

import dev.fabula.rust.Compilation;
import dev.fabula.rust.Compilation.Point;
import dev.fabula.source.Position;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the sources as rustc prints it: {@code src/lib.rs:7:87: 7:118 (#4)}.
 *
 * @param start the place of its first character
 * @param end the place after its last character
 * @param context the number of the syntax context, which tells the macros that wrote it
 */
record Where(Position start, Point end, int context) {
  private static final Pattern FORM =
      Pattern.compile("(.+):(\\d+):(\\d+): (\\d+):(\\d+) \\(#(\\d+)\\)");

  /** Reads a place; relative paths start at the folder. */
  static Optional<Where> read(String text, Path folder) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Path file = Compilation.real(folder.resolve(matcher.group(1)));
      Position start = new Position(number(matcher, 2), number(matcher, 3));
      Position end = new Position(number(matcher, 4), number(matcher, 5));
      return Optional.of(new Where(start, new Point(file, end), number(matcher, 6)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

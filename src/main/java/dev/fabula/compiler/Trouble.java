package dev.fabula.compiler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a program that failed has to say, in one line. */
final class Trouble {
  private Trouble() {}

  /** The cause of a failure; empty if there was none. */
  static Optional<String> of(String program, Command.End end, Duration limit) {
    return switch (end) {
      case Command.End.Ended ended when ended.isFine() -> Optional.empty();
      case Command.End.Ended(int status, String errors) ->
          Optional.of(cause(errors).orElse("it ended with status " + status));
      case Command.End.TimedOut() ->
          Optional.of("it took longer than " + limit.toMinutes() + " minutes");
      case Command.End.Missing() ->
          Optional.of("there is no program `" + program + "`; is Rust installed?");
    };
  }

  /** The first error, with what follows it up to a blank line. */
  private static Optional<String> cause(String errors) {
    List<String> lines = errors.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("(.*: )?error(\\[E\\d+])?: .*")) {
        return Optional.of(whole(lines.subList(i, lines.size())));
      }
    }
    return lines.stream().filter(l -> !l.isEmpty()).findFirst();
  }

  private static String whole(List<String> lines) {
    String first = lines.getFirst().replaceFirst("^error: ", "");
    for (int i = 1; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("Caused by:")) {
        return first + ": " + lines.get(i + 1);
      }
    }
    boolean help = lines.size() > 1 && lines.get(1).startsWith("help: ");
    return help ? first + " (" + lines.get(1) + ")" : first;
  }
}

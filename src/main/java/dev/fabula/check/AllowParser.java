package dev.fabula.check;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads comments that speak to Fabula. */
final class AllowParser {

  private static final Pattern ADDRESSED = Pattern.compile("^//\\s*fabula:\\s*(.*)$");
  private static final Pattern ALLOW =
      Pattern.compile("^//\\s*fabula:\\s*allow(-file)?\\s*\\(([^)]*)\\)\\s*(?::\\s*(.*?))?\\s*$");
  private static final Pattern NAME = Pattern.compile("[^,\\s]+");

  private AllowParser() {}

  /** Whether a comment speaks to Fabula at all. */
  static boolean isAddressed(String comment) {
    return ADDRESSED.matcher(comment).matches();
  }

  /** The allowance in a comment, if it has the form of one. */
  static Optional<Allow> parse(SourceFile file, Span comment) {
    String text = file.slice(comment);
    Matcher matcher = ALLOW.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String reason = Optional.ofNullable(matcher.group(3)).orElse("");
    return Optional.of(
        new Allow(comment, matcher.group(1) != null, names(text, matcher, comment), reason));
  }

  private static List<Allow.Name> names(String text, Matcher allow, Span comment) {
    List<Allow.Name> names = new ArrayList<>();
    Matcher name = NAME.matcher(text).region(allow.start(2), allow.end(2));
    while (name.find()) {
      int start = comment.start() + bytes(text.substring(0, name.start()));
      names.add(new Allow.Name(name.group(), new Span(start, start + bytes(name.group()))));
    }
    return names;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

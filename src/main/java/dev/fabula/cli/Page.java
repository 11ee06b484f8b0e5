package dev.fabula.cli;

import dev.fabula.check.Remark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page that {@code fabula explain} shows although it is about no rule.
 *
 * @param name the name in brackets
 * @param summary one line without capital or full stop
 */
record Page(String name, String summary) {

  /** All of them. */
  static final List<Page> BESIDE_RULES =
      List.of(
          new Page("refused", "the compiler does not accept the site, so that nothing is checked"),
          new Page(Remark.NAME, "a comment that allows findings does not do what it seems to"));

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

  /** The page of that name, in Markdown. */
  static Optional<String> read(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream page = Page.class.getResourceAsStream("/dev/fabula/explain/" + name + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

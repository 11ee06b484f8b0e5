package dev.fabula.story;

import dev.fabula.site.Site;
import dev.fabula.source.Span;
import java.util.List;

/**
 * Rust code that is said to stand for a site.
 *
 * @param site the site
 * @param span the comments with the code, in the site's file
 * @param pieces the code, line by line, without the signs of comments
 */
public record Story(Site site, Span span, List<Span> pieces) {

  /** Copies the list. */
  public Story {
    pieces = List.copyOf(pieces);
  }

  /** The code, one line a piece. */
  public String text() {
    return String.join("\n", pieces.stream().map(site.file()::slice).toList());
  }
}

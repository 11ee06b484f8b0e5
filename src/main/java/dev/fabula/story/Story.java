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
public record Story(Site site, Span span, List<Piece> pieces) {

  /** A line of code and where it stands. */
  public record Piece(Span span, String text) {}

  /** Copies the list. */
  public Story {
    pieces = List.copyOf(pieces);
  }

  /** A story whose lines stand in the site's file. */
  static Story written(Site site, Span span, List<Span> lines) {
    List<Piece> pieces =
        lines.stream().map(line -> new Piece(line, site.file().slice(line))).toList();
    return new Story(site, span, pieces);
  }

  /** A story that does not stand anywhere yet. */
  static Story told(Site site, List<String> lines) {
    Span span = site.span();
    return new Story(site, span, lines.stream().map(line -> new Piece(span, line)).toList());
  }

  /** Whether it was made from the instructions, and so takes pointers for mere addresses. */
  boolean isTold() {
    return span.equals(site.span());
  }

  /** The code, one line a piece. */
  public String text() {
    return String.join("\n", pieces.stream().map(Piece::text).toList());
  }
}

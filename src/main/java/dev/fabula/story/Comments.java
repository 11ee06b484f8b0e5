package dev.fabula.story;

import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments above a site that tell its story. */
final class Comments {

  private static final Pattern COMMENT = Pattern.compile("^(\\s*//[/!]?\\s*)(.*?)\\s*$");
  private static final Pattern TELLS = Pattern.compile("^(?:story:\\s*)");

  /** What starts a comment of another purpose. */
  private static final Pattern OTHER =
      Pattern.compile("^(?:story|SAFETY|Safety|fabula|verdict|proof|NOTE|note):.*");

  private final Site site;
  private final SourceFile file;

  private Comments(Site site) {
    this.site = site;
    this.file = site.file();
  }

  /** The stories of a site, from top to bottom. */
  static List<Story> stories(Site site) {
    Comments comments = new Comments(site);
    int last = comments.lastCommentAbove();
    return last == 0 ? List.of() : comments.stories(last);
  }

  /** The line of the comment that is directly above the site's statement; 0 if there is none. */
  private int lastCommentAbove() {
    int line = file.line(site.span().start());
    String before = file.slice(new Span(file.lineSpan(line).start(), site.span().start()));
    if (endsStatement(before)) {
      return 0;
    }
    for (line--; line > 0; line--) {
      String text = file.lineText(line);
      if (COMMENT.matcher(text).matches()) {
        return line;
      }
      if (text.isBlank() || endsStatement(text)) {
        return 0;
      }
    }
    return 0;
  }

  private static boolean endsStatement(String code) {
    return code.contains(";") || code.contains("}");
  }

  private List<Story> stories(int last) {
    int first = last;
    while (first > 1 && COMMENT.matcher(file.lineText(first - 1)).matches()) {
      first--;
    }
    List<Story> stories = new ArrayList<>();
    for (int line = first; line <= last; line++) {
      if (TELLS.matcher(content(line)).find()) {
        stories.add(story(line, last));
      }
    }
    return stories;
  }

  private Story story(int first, int last) {
    List<Span> pieces = new ArrayList<>(List.of(piece(first, true)));
    int line = first + 1;
    while (line <= last && !OTHER.matcher(content(line)).matches()) {
      pieces.add(piece(line, false));
      line++;
    }
    Span start = file.lineSpan(first);
    int blanks = start.length() - file.slice(start).stripLeading().length();
    Span whole = new Span(start.start() + blanks, file.lineSpan(line - 1).end());
    return Story.written(site, whole, pieces);
  }

  private String content(int line) {
    return match(line).group(2);
  }

  private Matcher match(int line) {
    Matcher matcher = COMMENT.matcher(file.lineText(line));
    if (!matcher.matches()) {
      throw new IllegalStateException("no comment in line " + line);
    }
    return matcher;
  }

  /** The code in the comment of a line; what stands before it is ASCII. */
  private Span piece(int line, boolean telling) {
    Matcher matcher = match(line);
    int start = matcher.start(2);
    if (telling) {
      Matcher tells = TELLS.matcher(matcher.group(2));
      start += tells.find() ? tells.end() : 0;
    }
    Span whole = file.lineSpan(line);
    return new Span(whole.start() + start, whole.end());
  }
}

package dev.fabula.report;

/** A page in Markdown as it reads on a terminal: headings, paragraphs, blocks of code, lists. */
public final class PageText {

  private static final int WIDTH = 90;
  private static final String FENCE = "```";

  private final Ink ink;
  private final StringBuilder paragraph = new StringBuilder();
  private boolean code;

  private PageText(boolean coloured) {
    ink = new Ink(coloured);
  }

  /** The text of a page. */
  public static String render(String markdown, boolean coloured) {
    PageText page = new PageText(coloured);
    markdown.strip().lines().forEach(page::line);
    page.flush();
    return page.ink.toString();
  }

  private void line(String line) {
    if (line.startsWith(FENCE)) {
      flush();
      code = !code;
    } else if (code) {
      ink.put("    " + line).line();
    } else if (line.startsWith("#")) {
      flush();
      ink.put(Style.TITLE, line.replaceFirst("^#+ ", "")).line();
    } else if (line.isBlank()) {
      flush();
      ink.line();
    } else {
      item(line);
    }
  }

  private void item(String line) {
    if (line.startsWith("- ") || line.startsWith("* ")) {
      flush();
    }
    paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
  }

  private void flush() {
    Wrap.rows(paragraph.toString(), WIDTH).forEach(row -> ink.put(row).line());
    paragraph.setLength(0);
  }
}

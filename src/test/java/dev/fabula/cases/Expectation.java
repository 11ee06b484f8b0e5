package dev.fabula.cases;

import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line {@code // verdict: …} above a site.
 *
 * @param offset where the line starts, in bytes
 * @param verdict {@code holds}, {@code broken}, {@code bounded} or {@code unknown}
 * @param detail the rules of {@code broken}, separated by commas; for the others a part of the
 *     reason; may be empty
 * @param known the verdict that we give instead, where ours is known to be wrong or weak: {@code |
 *     known FN: holds, why}; empty where it is right
 */
record Expectation(int offset, String verdict, String detail, String known) {

  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^[ \\t]*// verdict: (holds|broken|bounded|unknown)(?:\\(([^|\n]*)\\))?"
              + "(?: \\| known (?:FP|FN|weak): (\\w+), .*)?$");

  /** All such lines of a file. */
  static List<Expectation> of(SourceFile file) {
    List<Expectation> result = new ArrayList<>();
    Matcher matcher = LINE.matcher(file.text());
    while (matcher.find()) {
      int offset =
          file.text()
              .substring(0, matcher.start())
              .getBytes(java.nio.charset.StandardCharsets.UTF_8)
              .length;
      String detail = matcher.group(2) == null ? "" : matcher.group(2);
      String known = matcher.group(3) == null ? "" : matcher.group(3);
      result.add(new Expectation(offset, matcher.group(1), detail, known));
    }
    return result;
  }

  /** The lines of a file by the site that they are for: a macro's site has one for each reading. */
  static List<List<Expectation>> bySite(SourceFile file) {
    List<List<Expectation>> sites = new ArrayList<>();
    int end = -1;
    for (Expectation one : of(file)) {
      int line = file.position(one.offset()).line();
      if (line != end) {
        sites.add(new ArrayList<>());
      }
      sites.getLast().add(one);
      end = line + 1;
    }
    return sites;
  }

  /** Whether an outcome is the expected one, or is wrong in the way that is known. */
  boolean fits(String outcome) {
    return known.isEmpty() ? isRight(outcome) : outcome.startsWith(known) && !isRight(outcome);
  }

  private boolean isRight(String outcome) {
    if (verdict.equals("broken")) {
      return outcome.equals("broken(" + sorted() + ")");
    }
    return outcome.startsWith(verdict) && outcome.contains(detail);
  }

  private String sorted() {
    return String.join(", ", new TreeSet<>(List.of(detail.split(",\\s*"))));
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? verdict : verdict + "(" + detail + ")";
  }
}

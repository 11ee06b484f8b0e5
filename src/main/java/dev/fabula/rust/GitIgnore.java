package dev.fabula.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The patterns of one {@code .gitignore} file, or of one list in its syntax.
 *
 * @param rules the rules in order, of which the last that matches decides
 */
record GitIgnore(List<Rule> rules) {

  /**
   * One line of the file.
   *
   * @param pattern what a path relative to the file's folder must match
   * @param negated whether it takes a path back in
   * @param foldersOnly whether it is for folders only
   */
  record Rule(Pattern pattern, boolean negated, boolean foldersOnly) {}

  /** Reads patterns, one a line. */
  static GitIgnore parse(String text) {
    List<Rule> rules = new ArrayList<>();
    text.lines().forEach(line -> rule(line).ifPresent(rules::add));
    return new GitIgnore(List.copyOf(rules));
  }

  /**
   * Whether a path is ignored, or taken back in; empty if no rule matches it.
   *
   * @param path the path relative to the file's folder, with forward slashes
   */
  Optional<Boolean> ignores(String path, boolean folder) {
    for (Rule rule : rules.reversed()) {
      if ((folder || !rule.foldersOnly()) && rule.pattern().matcher(path).matches()) {
        return Optional.of(!rule.negated());
      }
    }
    return Optional.empty();
  }

  private static Optional<Rule> rule(String line) {
    String text = stripTrailing(line);
    boolean negated = text.startsWith("!");
    text = negated ? text.substring(1) : text;
    if (text.isEmpty() || !negated && text.startsWith("#")) {
      return Optional.empty();
    }
    boolean foldersOnly = text.endsWith("/");
    text = foldersOnly ? text.substring(0, text.length() - 1) : text;
    boolean anchored = text.indexOf('/') >= 0;
    text = text.startsWith("/") ? text.substring(1) : text;
    String prefix = anchored ? "" : "(?:.*/)?";
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule(Pattern.compile(prefix + regex(text)), negated, foldersOnly));
  }

  private static String stripTrailing(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
      end--;
    }
    return line.substring(0, end);
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      if (glob.startsWith("**/", at) && startsSegment(glob, at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (glob.startsWith("**", at) && at + 2 == glob.length() && startsSegment(glob, at)) {
        regex.append(".+");
        at += 2;
      } else if (glob.charAt(at) == '[' && glob.indexOf(']', at + 2) > 0) {
        int end = glob.indexOf(']', at + 2);
        regex.append(set(glob.substring(at + 1, end)));
        at = end + 1;
      } else if (glob.charAt(at) == '\\' && at + 1 < glob.length()) {
        regex.append(Pattern.quote(glob.substring(at + 1, at + 2)));
        at += 2;
      } else {
        regex.append(one(glob.charAt(at)));
        at++;
      }
    }
    return regex.toString();
  }

  private static boolean startsSegment(String glob, int at) {
    return at == 0 || glob.charAt(at - 1) == '/';
  }

  private static String set(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String members = negated ? inside.substring(1) : inside;
    String escaped = members.replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&");
    return negated ? "[^/" + escaped + "]" : "[" + escaped + "]";
  }

  private static String one(char c) {
    return switch (c) {
      case '*' -> "[^/]*";
      case '?' -> "[^/]";
      default -> Pattern.quote(Character.toString(c));
    };
  }
}

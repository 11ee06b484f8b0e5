package dev.fabula.abi.proof;

import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of the function around a site, in Rust or C, before and behind the site; comments are
 * left out.
 *
 * @param before the words from the function's name or parameters to the site
 * @param behind those from the site to the function's end
 */
record Body(List<String> before, List<String> behind) {

  private static final Pattern WORD =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\])*\"|[A-Za-z_]\\w*|[0-9]\\w*|[=!<>]=|->|=>|\\S",
          Pattern.DOTALL);

  /** The function around a site; empty if there is none. */
  static Optional<Body> of(Site site) {
    return site.surroundings().function().map(f -> of(site, f));
  }

  private static Body of(Site site, Surroundings.Function function) {
    SourceFile file = site.file();
    boolean whole = function.span().contains(site.span());
    int end = whole ? function.span().end() : file.length();
    List<String> behind =
        words(file.slice(new Span(site.span().end(), Math.max(end, site.span().end()))));
    int start = Math.min(function.span().start(), site.span().start());
    return new Body(words(file.slice(new Span(start, site.span().start()))), inside(behind));
  }

  /** The words up to where more braces close than open. */
  private static List<String> inside(List<String> words) {
    int depth = 0;
    for (int i = 0; i < words.size(); i++) {
      depth += words.get(i).equals("{") ? 1 : words.get(i).equals("}") ? -1 : 0;
      if (depth < 0) {
        return words.subList(0, i);
      }
    }
    return words;
  }

  /** The words of a text. */
  static List<String> words(String text) {
    List<String> result = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      if (!word.startsWith("//") && !word.startsWith("/*")) {
        result.add(word);
      }
    }
    return result;
  }

  /** Whether a word is a name. */
  static boolean isName(String word) {
    return Character.isLetter(word.charAt(0)) || word.charAt(0) == '_';
  }

  /** The values that a variable is given before the site, each as its words. */
  List<List<String>> values(String variable) {
    List<List<String>> result = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).equals(variable) && !isMember(i)) {
        valueBehind(i + 1).ifPresent(result::add);
      }
    }
    return result;
  }

  private boolean isMember(int place) {
    return place > 0 && (before.get(place - 1).equals(".") || before.get(place - 1).equals("->"));
  }

  /** Whether a variable is declared without a value before the site, and is given none. */
  boolean isUnset(String variable) {
    int start = before.indexOf("{");
    boolean declared = false;
    for (int i = Math.max(start, 1); i < before.size(); i++) {
      boolean type = isName(before.get(i - 1)) || before.get(i - 1).equals("*");
      if (before.get(i).equals(variable) && type && isMere(i + 1)) {
        declared = true;
      }
    }
    return declared && values(variable).isEmpty();
  }

  /**
   * Whether a variable is the function's own and nothing behind the site can see it: it is not
   * named there, no loop goes back, and its address is not taken.
   */
  boolean isDead(String variable) {
    int first = before.indexOf(variable);
    boolean declared =
        first > 0 && (isName(before.get(first - 1)) || before.get(first - 1).equals("*"));
    boolean kept = before.stream().anyMatch(w -> w.matches("while|for|do|goto|static|extern"));
    return declared && !kept && !behind.contains(variable) && !isTaken(variable);
  }

  /** Whether a variable is changed before the site in a way that is no plain assignment. */
  boolean isChanged(String variable) {
    for (int i = 0; i + 2 < before.size(); i++) {
      boolean operator = before.get(i + 1).matches("[-+*/%&|^<>]");
      boolean changes = operator && before.get(i + 2).matches("[=+-]|[<>]=");
      if (before.get(i).equals(variable) && changes) {
        return true;
      }
    }
    return before.contains("mut") && isBorrowed(variable);
  }

  private boolean isBorrowed(String variable) {
    for (int i = 2; i < before.size(); i++) {
      if (before.get(i).equals(variable)
          && before.get(i - 1).equals("mut")
          && before.get(i - 2).equals("&")) {
        return true;
      }
    }
    return false;
  }

  private boolean isTaken(String variable) {
    for (int i = 1; i < before.size(); i++) {
      if (before.get(i).equals(variable) && before.get(i - 1).equals("&")) {
        return true;
      }
    }
    return false;
  }

  private boolean isMere(int place) {
    boolean bound = place < before.size() && before.get(place).matches("asm|__asm__|__asm");
    int end = bound ? place + 4 : place;
    return end < before.size() && before.get(end).equals(";");
  }

  /** What stands behind an equals sign; a type or a register may come first in a declaration. */
  private Optional<List<String>> valueBehind(int place) {
    int at = place;
    if (at < before.size() && before.get(at).matches("asm|__asm__|__asm")) {
      at += 4;
    }
    if (at < before.size() && before.get(at).equals(":")) {
      while (at < before.size() && !before.get(at).matches("[=;{})]")) {
        at++;
      }
    }
    if (at >= before.size() || !before.get(at).equals("=")) {
      return Optional.empty();
    }
    return Optional.of(upTo(before, at + 1, ";"));
  }

  private static List<String> upTo(List<String> words, int start, String end) {
    int at = start;
    while (at < words.size() && !words.get(at).equals(end)) {
      at++;
    }
    return words.subList(Math.min(start, words.size()), at);
  }

  /** The names on the left of assignments behind the site that use a variable. */
  List<String> takers(String variable) {
    List<String> result = new ArrayList<>();
    for (List<String> statement : statements()) {
      int equals = statement.indexOf("=");
      if (equals > 0 && statement.subList(equals, statement.size()).contains(variable)) {
        statement.subList(0, equals).stream().filter(Body::isName).forEach(result::add);
      }
    }
    return result;
  }

  /** Whether the function returns a variable as it is. */
  boolean returns(String variable) {
    return statements().stream().anyMatch(s -> s.equals(List.of("return", variable)));
  }

  private List<List<String>> statements() {
    List<List<String>> result = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < behind.size(); i++) {
      if (behind.get(i).matches("[;{}]")) {
        result.add(behind.subList(start, i));
        start = i + 1;
      }
    }
    return result;
  }
}

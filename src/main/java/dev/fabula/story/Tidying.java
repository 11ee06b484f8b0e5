package dev.fabula.story;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements as one writes them by hand: without needless variables and long paths. */
final class Tidying {

  private static final Pattern LET = Pattern.compile("let (\\w+) = (.*);");
  private static final Pattern SHARED = Pattern.compile("core::sync::atomic::(\\w+)");
  private static final Pattern CHAIN = Pattern.compile("[^{}]*\\)");

  private Tidying() {}

  /** The statements, tidied. */
  static List<String> of(List<String> lines) {
    return withImports(withoutVariables(lines));
  }

  /** What the next statement alone uses stands in it; what none uses has no name. */
  private static List<String> withoutVariables(List<String> lines) {
    List<String> result = new ArrayList<>();
    List<String> left = new ArrayList<>(lines);
    while (!left.isEmpty()) {
      String line = left.removeFirst();
      Matcher let = LET.matcher(line);
      if (let.matches()) {
        Pattern name = Pattern.compile("\\b" + let.group(1) + "\\b");
        String value = let.group(2);
        long uses = left.stream().mapToLong(l -> name.matcher(l).results().count()).sum();
        if (uses == 0) {
          result.add(value + ";");
          continue;
        }
        boolean next = name.matcher(left.getFirst()).find();
        if (uses == 1 && next && CHAIN.matcher(value).matches() && isEnd(left.getFirst(), name)) {
          left.set(0, name.matcher(left.getFirst()).replaceFirst(Matcher.quoteReplacement(value)));
          continue;
        }
      }
      result.add(line);
    }
    return result;
  }

  /** Whether nothing in a statement happens before the value of a variable is taken. */
  private static boolean isEnd(String line, Pattern name) {
    Matcher matcher = name.matcher(line);
    return matcher.find() && !line.substring(0, matcher.start()).contains("read(");
  }

  /** Paths of atomics are imported, as in the text of a function. */
  private static List<String> withImports(List<String> lines) {
    String text = String.join("\n", lines);
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = SHARED.matcher(text);
    int uses = 0;
    while (matcher.find()) {
      names.add(matcher.group(1));
      uses++;
    }
    if (uses < 2) {
      return lines;
    }
    List<String> result = new ArrayList<>();
    String all = String.join(", ", names);
    result.add("use core::sync::atomic::" + (names.size() == 1 ? all : "{" + all + "}") + ";");
    lines.forEach(line -> result.add(SHARED.matcher(line).replaceAll("$1")));
    return result;
  }
}

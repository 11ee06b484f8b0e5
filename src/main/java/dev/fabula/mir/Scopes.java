package dev.fabula.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scopes of a body that are of inlined functions. */
final class Scopes {

  private static final Pattern SCOPE =
      Pattern.compile("( *)scope (\\d+)(?: \\(inlined .*\\))? \\{(?: // at (.*))?$");

  private Scopes() {}

  /** The functions that were inlined, by their paths. */
  static Set<String> names(List<String> text) {
    Set<String> names = new HashSet<>();
    for (String line : text) {
      Matcher scope = line.contains("(inlined ") ? SCOPE.matcher(line) : null;
      if (scope != null && scope.matches()) {
        int at = line.indexOf("(inlined ") + "(inlined ".length();
        String name = line.substring(at, line.lastIndexOf(") {"));
        names.add(name.replaceFirst("^#\\[track_caller\\] ", ""));
      }
    }
    return names;
  }

  /** Where the function of each scope was called, from the inside out. */
  static Map<Integer, List<String>> read(List<String> text) {
    Map<Integer, List<String>> calls = new HashMap<>();
    Map<Integer, List<String>> open = new HashMap<>();
    for (String line : text) {
      Matcher scope = line.contains("scope ") ? SCOPE.matcher(line) : null;
      if (scope == null || !scope.matches()) {
        continue;
      }
      int depth = scope.group(1).length();
      List<String> around = open.getOrDefault(depth - 4, List.of());
      List<String> here = new ArrayList<>();
      if (scope.group(3) != null) {
        here.add(scope.group(3));
      }
      here.addAll(around);
      open.put(depth, here);
      calls.put(Integer.parseInt(scope.group(2)), List.copyOf(here));
    }
    return calls;
  }
}

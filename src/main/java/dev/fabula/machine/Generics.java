package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what type parameters stand for. */
final class Generics {

  private final Set<String> names;
  private final Map<String, Type> found = new HashMap<>();

  /** For parameters of some names. */
  Generics(Set<String> names) {
    this.names = names;
  }

  Substitution substitution() {
    return new Substitution(found);
  }

  void bind(String name, Type type) {
    found.putIfAbsent(name, type);
  }

  /** Makes two types the same; tells whether that is possible. */
  boolean unify(Type pattern, Type type) {
    String spelled = Substitution.spelling(pattern);
    if (!spelled.isEmpty() && (names.contains(spelled) || spelled.startsWith("impl"))) {
      Type before = found.putIfAbsent(spelled, type);
      return before == null || before.equals(type);
    }
    return switch (pattern) {
      case Type.Tuple(List<Type> elements) ->
          type instanceof Type.Tuple(List<Type> others) && all(elements, others);
      case Type.Array(Type element, var length) ->
          type instanceof Type.Array(Type other, var count)
              && (length.isEmpty() || length.equals(count))
              && unify(element, other);
      case Type.Slice(Type element) ->
          type instanceof Type.Slice(Type other) && unify(element, other);
      case Type.Pointer(boolean reference, boolean mutable, Type pointee) ->
          type instanceof Type.Pointer(boolean r, boolean m, Type other)
              && r == reference
              && m == mutable
              && unify(pointee, other);
      case Type.Named(String path, List<Type> arguments) ->
          type instanceof Type.Named(String other, List<Type> others)
              && path.equals(other)
              && all(arguments, others);
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _ -> pattern.equals(type);
      case Type.Other _ -> pattern.equals(type);
    };
  }

  private boolean all(List<Type> patterns, List<Type> types) {
    if (patterns.size() != types.size()) {
      return false;
    }
    boolean same = true;
    for (int i = 0; i < types.size(); i++) {
      same &= unify(patterns.get(i), types.get(i));
    }
    return same;
  }

  /** The names in a list of parameters, without lifetimes. */
  static List<String> names(String list) {
    List<String> result = new ArrayList<>();
    for (String part : Texts.split(list, ',')) {
      if (!part.startsWith("'")) {
        result.add(part.replaceFirst("^const ", "").split("[:=]", 2)[0].strip());
      }
    }
    return result;
  }

  /**
   * The parameters of a function by its name: of the last one of that name before a line.
   *
   * @param line a line of its body, from 1; 0 if none is known
   */
  static List<String> ofFunction(String name, String source, int line) {
    Matcher matcher = Pattern.compile("\\bfn\\s+" + name + "\\s*([<(])").matcher(source);
    int end = line == 0 ? source.length() : end(source, line);
    List<String> result = List.of();
    boolean again = false;
    while (matcher.find() && matcher.start() < end) {
      if (again && line == 0) {
        return List.of();
      }
      again = true;
      result =
          matcher.group(1).equals("<")
              ? names(source.substring(matcher.end(), close(source, matcher.end()) - 1))
              : List.of();
    }
    return result;
  }

  /** The offset behind a line. */
  private static int end(String source, int line) {
    int at = 0;
    for (int i = 0; i < line && at >= 0; i++) {
      at = source.indexOf('\n', at) + 1;
      if (at == 0) {
        return source.length();
      }
    }
    return at;
  }

  private static int close(String source, int from) {
    int depth = 1;
    int at = from;
    while (at < source.length() && depth > 0) {
      char c = source.charAt(at);
      boolean arrow = c == '>' && source.charAt(at - 1) == '-';
      depth += c == '<' ? 1 : c == '>' && !arrow ? -1 : 0;
      at++;
    }
    return at;
  }
}

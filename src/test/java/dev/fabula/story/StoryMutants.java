package dev.fabula.story;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a story becomes by one change: of an operator, a width, a number or an operand. */
final class StoryMutants {

  private static final Map<String, List<String>> OPERATORS =
      Map.ofEntries(
          Map.entry(" + ", List.of(" - ", " ^ ")),
          Map.entry(" - ", List.of(" + ")),
          Map.entry(" * ", List.of(" + ")),
          Map.entry(" & ", List.of(" | ")),
          Map.entry(" | ", List.of(" & ", " ^ ")),
          Map.entry(" ^ ", List.of(" & ", " | ")),
          Map.entry(" << ", List.of(" >> ")),
          Map.entry(" >> ", List.of(" << ")),
          Map.entry(" == ", List.of(" != ")),
          Map.entry(" != ", List.of(" == ")),
          Map.entry(" < ", List.of(" <= ", " > ")),
          Map.entry(" <= ", List.of(" < ")),
          Map.entry(" > ", List.of(" >= ", " < ")),
          Map.entry("_add(", List.of("_sub(")),
          Map.entry("_sub(", List.of("_add(")),
          Map.entry("_mul(", List.of("_add(")),
          Map.entry("_left(", List.of("_right(")),
          Map.entry("_right(", List.of("_left(")),
          Map.entry("_shl(", List.of("_shr(")),
          Map.entry("_shr(", List.of("_shl(")),
          Map.entry("_ones(", List.of("_zeros(")),
          Map.entry("leading_", List.of("trailing_")),
          Map.entry("trailing_", List.of("leading_")),
          Map.entry("swap_bytes", List.of("reverse_bits")),
          Map.entry("reverse_bits", List.of("swap_bytes")),
          Map.entry("_or(", List.of("_and(", "_xor(")),
          Map.entry("_and(", List.of("_or(")),
          Map.entry("_xor(", List.of("_or(")),
          Map.entry(".swap(", List.of(".fetch_add(")),
          Map.entry(".max(", List.of(".min(")),
          Map.entry(".min(", List.of(".max(")),
          Map.entry("as u64", List.of("as u32 as u64", "as i32 as u64")),
          Map.entry("as u32", List.of("as u16 as u32", "as i8 as u32")),
          Map.entry("as u16", List.of("as u8 as u16")),
          Map.entry("u64", List.of("i64", "u32")),
          Map.entry("u32", List.of("i32", "u16")),
          Map.entry("i64", List.of("u64")),
          Map.entry("i32", List.of("u32")));

  private static final Pattern NUMBER = Pattern.compile("\\b(\\d+)\\b");
  private static final Pattern OPERAND = Pattern.compile("\\b([a-z])\\b(?!\\s*=[^=])");

  private StoryMutants() {}

  /** All that one change makes of a text, without the text. */
  static Set<String> of(String text) {
    Set<String> mutants = new LinkedHashSet<>();
    OPERATORS.forEach((from, all) -> all.forEach(to -> replaceEach(text, from, to, mutants)));
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      long value = Long.parseLong(number.group(1));
      mutants.add(with(text, number, Long.toString(value + 1)));
    }
    for (Matcher operand : operands(text)) {
      for (Matcher other : operands(text)) {
        if (!operand.group(1).equals(other.group(1))) {
          mutants.add(with(text, operand, other.group(1)));
        }
      }
    }
    mutants.remove(text);
    return mutants;
  }

  private static List<Matcher> operands(String text) {
    List<Matcher> all = new ArrayList<>();
    int from = 0;
    Matcher matcher = OPERAND.matcher(text);
    while (matcher.find(from)) {
      all.add(matcher);
      from = matcher.end();
      matcher = OPERAND.matcher(text);
    }
    return all;
  }

  private static String with(String text, Matcher place, String other) {
    return text.substring(0, place.start(1)) + other + text.substring(place.end(1));
  }

  private static void replaceEach(String text, String from, String to, Set<String> mutants) {
    for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
      mutants.add(text.substring(0, at) + to + text.substring(at + from.length()));
    }
  }
}

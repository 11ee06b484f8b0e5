package dev.fabula.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Joins x86 prefixes, which LLVM prints as words or as instructions, with their instructions. */
final class Prefixes {
  private static final Set<String> WORDS =
      Set.of(
          "lock",
          "rep",
          "repe",
          "repz",
          "repne",
          "repnz",
          "xacquire",
          "xrelease",
          "notrack",
          "data16",
          "data32",
          "addr16",
          "addr32",
          "cs",
          "ss",
          "ds",
          "es",
          "fs",
          "gs",
          "bnd",
          "rex64",
          "{evex}",
          "{nf}",
          "{vex}",
          "{vex2}",
          "{vex3}");

  private Prefixes() {}

  static List<Decoded> merge(List<Decoded> decoded, Bytes bytes) {
    List<Decoded> merged = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    int start = -1;
    for (Decoded each : decoded) {
      Decoded split = split(each);
      start = pending.isEmpty() ? split.offset() : start;
      pending.addAll(split.prefixes());
      if (!split.text().isEmpty() || split.prefixes().isEmpty()) {
        merged.add(join(split, start, pending, bytes));
        pending.clear();
      }
    }
    if (!pending.isEmpty()) {
      int end = decoded.getLast().end();
      merged.add(hanging(start, bytes.slice(start, end), pending));
    }
    return List.copyOf(merged);
  }

  private static Decoded hanging(int start, Bytes bytes, List<String> prefixes) {
    List<String> copy = List.copyOf(prefixes);
    return new Decoded(start, bytes.length(), bytes, copy, "", "", Optional.empty());
  }

  private static Decoded join(Decoded last, int start, List<String> prefixes, Bytes bytes) {
    return new Decoded(
        start,
        last.end() - start,
        bytes.slice(start, last.end()),
        List.copyOf(prefixes),
        last.text(),
        last.markup(),
        last.facts());
  }

  /** Whether what was decoded is nothing but prefixes. */
  static boolean areAll(Decoded decoded) {
    return decoded.isInstruction() && split(decoded).text().isEmpty();
  }

  private static Decoded split(Decoded decoded) {
    List<String> prefixes = new ArrayList<>();
    String text = decoded.text();
    String markup = decoded.markup();
    while (!text.isEmpty() && WORDS.contains(firstWord(text))) {
      prefixes.add(firstWord(text));
      text = rest(text);
      markup = rest(markup);
    }
    return new Decoded(
        decoded.offset(), decoded.size(), decoded.bytes(), prefixes, text, markup, decoded.facts());
  }

  private static String firstWord(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? text : text.substring(0, blank);
  }

  private static String rest(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? "" : text.substring(blank + 1);
  }
}

package dev.fabula.story;

import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A site and its story as functions of their own: of numbers and pointers, yielding numbers.
 *
 * @param code the asm statement as written
 * @param story the text of the story
 * @param inputs the variables that go in, with their types
 * @param outputs the variables that come out, with their types
 * @param assigned the outputs that are not inputs too
 */
record StoryCase(
    String code,
    String story,
    Map<String, String> inputs,
    Map<String, String> outputs,
    List<String> assigned) {

  static final String HEAD =
      """
      #![allow(warnings)]
      use core::arch::asm;
      use core::sync::atomic::*;
      """;

  /** Words that a machine cannot do, or in another way each time. */
  private static final Pattern APART =
      Pattern.compile("story::(?:any|allocate|grow|free|move|system|fence|invariant)");

  /** What has undefined behaviour where random values are not what it asks for. */
  private static final Pattern FATAL =
      Pattern.compile("abort|assume|assert|unreachable|unchecked|unwrap_un");

  private static final Pattern SWEEP = Pattern.compile("copy|fill|write_bytes");
  private static final Pattern NAME = Pattern.compile("[a-z_]\\w*");
  private static final Pattern NUMBER = Pattern.compile("[ui](?:8|16|32|64|128|size)|f32|f64");
  private static final Pattern POINTER =
      Pattern.compile("\\*(?:const|mut) [ui](?:8|16|32|64|128|size)");

  /** The case of a story, if its operands are variables of plain types, and it can be run. */
  static Optional<StoryCase> of(Story story) {
    Site site = story.site();
    Map<String, String> inputs = new LinkedHashMap<>();
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Operand operand : site.operands()) {
      if (!(operand instanceof Operand.Register register)) {
        return Optional.empty();
      }
      boolean plain =
          register.input().map(v -> add(site, v, inputs, true)).orElse(true)
              && register.output().map(v -> add(site, v, outputs, false)).orElse(true);
      if (!plain) {
        return Optional.empty();
      }
    }
    String text = story.text();
    boolean fatal =
        FATAL.matcher(text).find()
            || APART.matcher(text).find()
            || site.file().slice(site.span()).contains("div ");
    boolean apart = inputs.keySet().stream().noneMatch(outputs::containsKey);
    List<String> assigned = new ArrayList<>(outputs.keySet());
    return fatal || !apart || (outputs.isEmpty() && inputs.isEmpty())
        ? Optional.empty()
        : Optional.of(
            new StoryCase(site.file().slice(site.span()), text, inputs, outputs, assigned));
  }

  private static boolean add(Site site, Value value, Map<String, String> all, boolean pointers) {
    String name = value.expression().strip();
    Optional<String> type = type(site, name);
    boolean fits =
        NAME.matcher(name).matches()
            && type.isPresent()
            && (NUMBER.matcher(type.get()).matches()
                || pointers && POINTER.matcher(type.get()).matches());
    type.ifPresent(t -> all.put(name, t));
    return fits;
  }

  /** The type of a variable as the function around the site declares it. */
  private static Optional<String> type(Site site, String name) {
    String function =
        site.surroundings().function().map(f -> site.file().slice(f.span())).orElse("");
    String quoted = Pattern.quote(name);
    Matcher one =
        Pattern.compile("\\b" + quoted + ": (\\*?(?:const |mut )?(?:[ui]\\w+|f32|f64))\\b")
            .matcher(function);
    if (one.find()) {
      return Optional.of(one.group(1));
    }
    Matcher several =
        Pattern.compile("let \\(([^)]*\\b" + quoted + "\\b[^)]*)\\): \\(([^)]*)\\)")
            .matcher(function);
    if (!several.find()) {
      return Optional.empty();
    }
    List<String> names =
        Pattern.compile(",").splitAsStream(several.group(1)).map(StoryCase::bare).toList();
    List<String> types =
        Pattern.compile(",").splitAsStream(several.group(2)).map(String::strip).toList();
    int at = names.indexOf(name);
    return at >= 0 && at < types.size() ? Optional.of(types.get(at)) : Optional.empty();
  }

  private static String bare(String name) {
    return name.strip().replaceFirst("^mut\\s+", "");
  }

  /** Whether it accesses memory of an extent that is not constant. */
  boolean sweeps() {
    return SWEEP.matcher(story).find();
  }

  StoryCase told(String other) {
    return new StoryCase(code, other, inputs, outputs, assigned);
  }

  /** The parameters in Rust. */
  String parameters() {
    return inputs.entrySet().stream()
        .map(e -> "mut " + e.getKey() + ": " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private String results() {
    return outputs.values().stream().map(t -> t + ",").collect(Collectors.joining(" ", "(", ")"));
  }

  private String returned() {
    return outputs.keySet().stream().map(n -> n + ",").collect(Collectors.joining(" ", "(", ")"));
  }

  private String declared() {
    return outputs.entrySet().stream()
        .map(e -> "let mut " + e.getKey() + ": " + e.getValue() + "; ")
        .collect(Collectors.joining());
  }

  /** A function with the site, and the story in the comment above it. */
  String function(String name) {
    String comment = story.lines().collect(Collectors.joining("\n    // ", "    // story: ", "\n"));
    return head(name) + "\n" + comment + "    " + code + ";\n    " + returned() + "\n}\n";
  }

  /** A function that is the story. */
  String telling(String name) {
    return head(name) + "\n    unsafe { " + story + " }\n    " + returned() + "\n}\n";
  }

  private String head(String name) {
    return "#[inline(never)] pub unsafe fn "
        + name
        + "("
        + parameters()
        + ") -> "
        + results()
        + " {\n    "
        + declared();
  }
}

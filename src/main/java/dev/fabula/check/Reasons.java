package dev.fabula.check;

import dev.fabula.site.Found.Reason;
import java.util.regex.Pattern;

/** Kinds of reasons, for counting. */
final class Reasons {

  private static final Pattern QUOTED = Pattern.compile("`[^`]*`(?:(?:, | and )`[^`]*`)*");

  private Reasons() {}

  /** The kind of a reason why a place could not be read. */
  static String category(Reason reason) {
    return switch (reason) {
      case Reason.InMacroDefinition m -> "in the definition of a macro";
      case Reason.InMacroArguments m -> "in the arguments of a macro";
      case Reason.TemplateNotStatic t -> "the template is not a literal";
      case Reason.UnknownArchitecture u -> "the architecture is not supported";
      case Reason.NeverCompiled n -> "its conditions are never met";
      case Reason.OldMacro o -> o.text();
      case Reason.Other(String text) -> category(text);
    };
  }

  /** The kind of a reason in words: what stands before a colon, without the names in it. */
  static String category(String reason) {
    int colon = reason.indexOf(": ");
    String start = colon < 0 ? reason : reason.substring(0, colon);
    return QUOTED.matcher(start).replaceAll("…");
  }
}

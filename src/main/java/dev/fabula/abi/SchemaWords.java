package dev.fabula.abi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JDK's validator says, as messages tell it. */
final class SchemaWords {

  private static final Pattern CODE = Pattern.compile("^([a-z]+-[a-zA-Z0-9.-]+): ?");
  private static final String FORMAT = "docs/abi.md shows the format";

  private SchemaWords() {}

  /** The message as a clause, without the code of the rule. */
  static String cause(String message) {
    String plain = CODE.matcher(message).replaceFirst("").strip();
    String open = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    return open.isEmpty() ? open : Character.toLowerCase(open.charAt(0)) + open.substring(1);
  }

  /** What to do about a file that is against the schema. */
  static String remedy(String message) {
    Matcher matcher = CODE.matcher(message);
    String code = matcher.find() ? matcher.group(1) : "";
    return switch (code) {
      case "cvc-complex-type.2.4.a", "cvc-complex-type.2.4.d" ->
          "put one of the elements here that may be, in this order; " + FORMAT;
      case "cvc-complex-type.2.4.b" -> "add the element that is missing; " + FORMAT;
      case "cvc-complex-type.3.2.2" -> "remove the attribute, or correct its name; " + FORMAT;
      case "cvc-complex-type.4" -> "add the attribute; " + FORMAT;
      case "cvc-elt.1.a", "cvc-elt.1" -> "let the file start with `<abi …>`; " + FORMAT;
      default -> "write a value of the kind that is asked for; " + FORMAT;
    };
  }

  /** What to do about a file that is not well-formed. */
  static String remedyOfForm(String message) {
    return message.contains("DOCTYPE")
        ? "remove the document type: nothing outside of the file is loaded"
        : "correct the tags or characters here";
  }
}

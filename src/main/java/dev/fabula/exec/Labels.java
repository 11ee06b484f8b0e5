package dev.fabula.exec;

import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names under which a site's {@code sym} and {@code label} operands appear in its text. */
public final class Labels {

  private static final String LABEL = "fabula_label_";
  private static final String SYMBOL = "fabula_symbol_";
  private static final String UNKNOWN = "symbol.";
  private static final Pattern IN_TEXT = Pattern.compile("\\b" + LABEL + "(\\d+)");

  private static final Pattern ARGUMENTS = Pattern.compile("<[^<>]*>");

  private Labels() {}

  /** The name for a {@code label} operand. */
  public static String label(int operand) {
    return LABEL + operand;
  }

  /** The name for a {@code sym} operand; the path's last word keeps it readable. */
  public static String symbol(int operand, String path) {
    String plain = path;
    for (String next = ""; !next.equals(plain); ) {
      next = plain;
      plain = ARGUMENTS.matcher(plain).replaceAll("");
    }
    String word = plain.replaceFirst("(::\\s*)+$", "").replaceAll("(?s).*::", "").strip();
    return SYMBOL + operand + "_" + word.replaceAll("\\W", "_");
  }

  /** The name for the address of a memory operand. */
  public static String place(int operand) {
    return SYMBOL + operand + "_place";
  }

  /** The name of the unknown that a symbol's address is. */
  static String unknown(String symbol, int width) {
    return UNKNOWN + symbol + (width == 64 ? "" : "." + width);
  }

  /** The {@code label} operand that a symbol stands for. */
  public static Optional<Integer> operandOf(String symbol) {
    return symbol.startsWith(LABEL)
        ? Optional.of(Integer.valueOf(symbol.substring(LABEL.length())))
        : Optional.empty();
  }

  /** The {@code sym} operand that a symbol stands for. */
  static Optional<Integer> symbolOperandOf(String symbol) {
    return symbol.startsWith(SYMBOL)
        ? Optional.of(
            Integer.valueOf(
                symbol.substring(SYMBOL.length(), symbol.indexOf('_', SYMBOL.length()))))
        : Optional.empty();
  }

  /** A symbol as messages show it. */
  public static String display(String symbol) {
    return symbol.replaceFirst("^" + SYMBOL + "\\d+_", "");
  }

  /**
   * A text with symbols as messages show them.
   *
   * @param blocks what stands for a {@code label} operand, by its number
   */
  public static String display(String text, IntFunction<String> blocks) {
    String plain = text.replaceAll("\\b" + SYMBOL + "\\d+_", "");
    return IN_TEXT
        .matcher(plain)
        .replaceAll(m -> Matcher.quoteReplacement(blocks.apply(Integer.parseInt(m.group(1)))));
  }

  /** Whether a value is the same in each run of a program: made of constants and of symbols. */
  public static boolean isFixed(Term value) {
    return value.variables().stream().allMatch(v -> !v.isMemory() && v.name().startsWith(UNKNOWN));
  }

  /** The symbol whose address a term is, if it is one. */
  static Optional<String> symbolIn(Term address) {
    return address.variables().stream()
        .filter(v -> !v.isMemory() && v.name().startsWith(UNKNOWN))
        .map(v -> v.name().substring(UNKNOWN.length()).replaceAll("\\..*", ""))
        .findFirst();
  }
}

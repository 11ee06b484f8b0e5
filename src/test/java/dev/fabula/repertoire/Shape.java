package dev.fabula.repertoire;

import dev.fabula.asm.Decoded;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The form of an instruction's operands: classes of registers, places of numbers, and words. */
final class Shape {

  private static final Pattern REGISTER = Pattern.compile("<reg:([^<>]*)>");
  private static final Pattern NUMBER = Pattern.compile("-?\\b(0x)?[0-9a-f]+(\\.[0-9]+)?\\b");
  private static final Pattern MEMORY = Pattern.compile("(\\w+ ptr )?(\\w*:)?\\[.*]");
  private static final Pattern GENERAL =
      Pattern.compile(
          "[er]?([abcd][xlh]|[sd]il?|[sb]pl?|ip)|r\\d+[bwd]?|[wx]\\d+|[astg]\\d+|lr|sp|pc|ra|fp|zero|[tg]p|[wx]?zr|wsp|sl|ip");

  private Shape() {}

  static String of(Decoded decoded) {
    String classes = REGISTER.matcher(decoded.markup()).replaceAll(Shape::registerClass);
    String open = NUMBER.matcher(classes).replaceAll("N");
    return decoded.facts().isPresent() ? MEMORY.matcher(open).replaceAll("[]") : open;
  }

  private static String registerClass(MatchResult match) {
    String name = match.group(1).replace("$", "");
    return GENERAL.matcher(name).matches() ? "R" : name.replaceAll("\\d+", "");
  }
}

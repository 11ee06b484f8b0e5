package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the constants that stand inside of expressions, such as {@code const} operands, by
 * their places. The dump has to be printed with {@code -Zmir-include-spans=on} and {@code
 * -Ztrim-diagnostic-paths=no}.
 */
public final class InlineConstants {
  private static final Meaning.Limits LIMITS = new Meaning.Limits(132, 5_000, false);
  private static final Pattern START =
      Pattern.compile("(?!const )(.*\\{constant#\\d+}): ([iu](?:8|16|32|64|128|size)) = \\{");
  private static final Pattern PLACE =
      Pattern.compile("    let mut _0: .*; +// return place in scope 0 at (.*)");
  private static final Pattern COMMENT =
      Pattern.compile(" *// (?:(?:return place )?in )?scope \\d+ at .*");
  private static final Pattern CALLED_GENERIC = Pattern.compile("([\\w:]+)::<");

  private final Dump dump;
  private final int pointerBits;
  private final Map<String, Set<Optional<BigInteger>>> values = new HashMap<>();

  private InlineConstants(Dump dump, int pointerBits) {
    this.dump = dump;
    this.pointerBits = pointerBits;
  }

  /**
   * Reads a dump.
   *
   * @param pointerBits width of a pointer in bits
   */
  public static InlineConstants of(List<String> dump, int pointerBits) {
    List<Item> items = items(dump);
    Dump known = new Dump(text(items), pointerBits);
    InlineConstants constants = new InlineConstants(known, pointerBits);
    items.forEach(constants::read);
    return constants;
  }

  /** The value at a place, as rustc prints places; empty if it is not known or not one alone. */
  public Optional<BigInteger> at(String place) {
    Set<Optional<BigInteger>> found = values.getOrDefault(place, Set.of());
    return found.size() == 1 ? found.iterator().next() : Optional.empty();
  }

  /** An item: its lines without comments, and where its value stands. */
  private record Item(String name, boolean function, List<String> lines, String place) {}

  private static List<Item> items(List<String> dump) {
    List<Item> items = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String place = "";
    for (String line : dump) {
      Matcher matcher = PLACE.matcher(line);
      place = matcher.matches() ? matcher.group(1) : place;
      String bare = COMMENT.matcher(line).replaceFirst("");
      if (!bare.strip().startsWith("//") && !bare.isBlank()) {
        lines.add(bare);
      }
      if (line.equals("}") || lines.size() == 1 && bare.endsWith(";")) {
        String head = lines.getFirst();
        items.add(new Item(name(head), head.startsWith("fn "), List.copyOf(lines), place));
        lines.clear();
        place = "";
      }
    }
    return items;
  }

  private static String name(String head) {
    boolean word = head.startsWith("fn ") || head.startsWith("const ");
    return new Cursor(word ? head.substring(head.indexOf(' ')) : head).path();
  }

  /**
   * The items that a name tells for certain: not those of which there are several, and no function
   * with generic arguments, in whose body a parameter looks like an item of its name.
   */
  private static String text(List<Item> items) {
    Set<String> unclear = new HashSet<>();
    Map<String, Item> byName = new HashMap<>();
    for (Item item : items) {
      Matcher generic = CALLED_GENERIC.matcher(String.join("\n", item.lines()));
      while (generic.find()) {
        unclear.add(generic.group(1));
      }
      Item other = byName.putIfAbsent(item.name(), item);
      // A const fn is printed twice: with and without optimisation.
      if (other != null && !(item.function() && other.function())) {
        unclear.add(item.name());
      }
    }
    StringBuilder text = new StringBuilder();
    byName.values().stream()
        .filter(i -> !unclear.contains(i.name()))
        .forEach(i -> i.lines().forEach(l -> text.append(l).append('\n')));
    return text.toString();
  }

  private void read(Item item) {
    Matcher matcher = START.matcher(item.lines().getFirst());
    if (matcher.matches() && !item.place().isEmpty()) {
      values.computeIfAbsent(item.place(), _ -> new HashSet<>()).add(value(item, matcher.group(2)));
    }
  }

  private Optional<BigInteger> value(Item item, String type) {
    List<String> lines = new ArrayList<>(item.lines());
    lines.set(0, "const C: " + type + " = {");
    try {
      Body body = new BodyReader(pointerBits, false).read(item.name(), lines);
      Term memory = new Terms().memory("memory", pointerBits);
      List<Outcome> outcomes =
          Meaning.of(dump, body, List.of(), memory, new Naming(Map.of()), LIMITS);
      return outcomes.size() == 1 ? value(outcomes.getFirst(), type) : Optional.empty();
    } catch (Unsupported unknown) {
      return Optional.empty();
    }
  }

  private static Optional<BigInteger> value(Outcome outcome, String type) {
    if (!outcome.events().isEmpty()
        || !(outcome.ending() instanceof Outcome.Ending.Returns(Value.Bits(Term term)))
        || !term.isConstant()) {
      return Optional.empty();
    }
    boolean negative = type.startsWith("i") && term.value().testBit(term.width() - 1);
    BigInteger wrap = BigInteger.ONE.shiftLeft(term.width());
    return Optional.of(negative ? term.value().subtract(wrap) : term.value());
  }
}

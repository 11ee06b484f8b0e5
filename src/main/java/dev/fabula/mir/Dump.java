package dev.fabula.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions and constants of one MIR dump, read when they are asked for. */
public final class Dump {

  private static final Pattern CAPTURE = Pattern.compile("debug (\\w+) => \\(.*\\(?_1\\.\\d+:");

  private final Map<String, List<String>> items = new HashMap<>();
  private final Map<String, List<String>> memory = new HashMap<>();
  private final Map<String, Body> read = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final BodyReader reader;
  private final int pointerBits;

  /**
   * A dump.
   *
   * @param text what {@code rustc -Zunpretty=mir} printed
   * @param pointerBits width of a pointer in bits
   */
  public Dump(String text, int pointerBits) {
    this(text, pointerBits, false);
  }

  /**
   * A dump of which parts may be left that are not understood.
   *
   * @param lenient whether a statement that is not understood stands for itself
   */
  public Dump(String text, int pointerBits, boolean lenient) {
    this.pointerBits = pointerBits;
    this.reader = new BodyReader(pointerBits, lenient);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.endsWith("{") && (line.startsWith("fn ") || isConstant(line))) {
        int end = lines.subList(i, lines.size()).indexOf("}");
        items.putIfAbsent(name(line), new ArrayList<>(lines.subList(i, i + end + 1)));
        i += end;
      } else if (line.startsWith("alloc") && line.endsWith("{")) {
        int end = lines.subList(i, lines.size()).indexOf("}");
        memory.put(line.substring(0, line.indexOf(' ')), lines.subList(i, i + end + 1));
        i += end;
      } else if (line.startsWith("alloc") && line.endsWith(")")) {
        memory.put(line.substring(0, line.indexOf(' ')), List.of(line));
      } else if (isConstant(line) && line.endsWith(";")) {
        int equals = line.indexOf(" = const ");
        if (equals > 0) {
          values.put(name(line), line.substring(equals + 9, line.length() - 1));
        }
      }
    }
  }

  private static boolean isConstant(String line) {
    return line.startsWith("const ") || line.startsWith("static ");
  }

  private static String name(String line) {
    Cursor cursor = new Cursor(line.substring(line.indexOf(' ')));
    cursor.takes("mut ");
    return cursor.path() + cursor.bracketed();
  }

  /** Width of a pointer in bits. */
  public int pointerBits() {
    return pointerBits;
  }

  /** The names of the functions and constants with bodies. */
  public List<String> names() {
    return items.keySet().stream().sorted().toList();
  }

  /**
   * The name of the closure that starts at a place.
   *
   * @param place line and column as in {@code :3:14:}
   */
  public Optional<String> closureAt(String place) {
    for (Map.Entry<String, List<String>> item : items.entrySet()) {
      String header = item.getValue().getFirst();
      int closure = header.indexOf("{closure@");
      if (closure >= 0 && header.startsWith(place, header.indexOf(':', closure))) {
        return Optional.of(item.getKey());
      }
    }
    return Optional.empty();
  }

  /** The first variable that a closure takes from around it, if it takes one. */
  public Optional<String> captured(String closure) {
    for (String line : items.getOrDefault(closure, List.of())) {
      Matcher matcher = CAPTURE.matcher(line);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  /**
   * The body of a function or constant, if the dump has one.
   *
   * @throws Unsupported if it has one that cannot be read
   */
  public Optional<Body> body(String name) throws Unsupported {
    List<String> item = items.get(name);
    if (item == null) {
      return Optional.empty();
    }
    Body known = read.get(name);
    if (known == null) {
      known = reader.read(name, item);
      read.put(name, known);
    }
    return Optional.of(known);
  }

  /** Whether a function or constant speaks of a name. */
  public boolean mentions(String item, String name) {
    return items.getOrDefault(item, List.of()).stream().anyMatch(line -> line.contains(name));
  }

  /** Whether a function, or one of those that it speaks of, has something of a pattern in it. */
  public boolean speaks(String item, Pattern pattern) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(item));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name)) {
        String text = String.join("\n", items.getOrDefault(name, List.of()));
        if (pattern.matcher(text).find()) {
          return true;
        }
        items.keySet().stream().filter(text::contains).forEach(open::push);
      }
    }
    return false;
  }

  /** The lines that tell of an allocation, such as {@code alloc1}; empty if there is none. */
  public List<String> memory(String name) {
    return memory.getOrDefault(name, List.of());
  }

  /** The first line of a function or constant with a body. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(items.get(name)).map(List::getFirst);
  }

  /** A type as this dump spells it. */
  public Type type(String text) throws Unsupported {
    return new TypeReader(pointerBits).read(text);
  }

  /** The text of a constant that the dump gives as another constant. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether there is a constant of a name. */
  boolean isDefined(String name) {
    return items.containsKey(name) || values.containsKey(name);
  }

  /** Whether an item is a static. */
  boolean isStatic(String name) {
    List<String> item = items.get(name);
    return item != null && item.getFirst().startsWith("static ");
  }
}

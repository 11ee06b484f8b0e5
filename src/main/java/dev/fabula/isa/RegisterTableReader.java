package dev.fabula.isa;

import dev.fabula.isa.OperandClass.Admission;
import dev.fabula.isa.OperandRegister.Bar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a register table from a text resource, and throws on any fault in it. */
final class RegisterTableReader {

  private static final Pattern PLACE = Pattern.compile("(?:(\\w+)=)?(\\w+)\\[(\\d+)\\+(\\d+)]");
  private static final Pattern BAR = Pattern.compile("(refused|reserved)( [\\w-]+)?: (.+)");
  private static final Pattern RANGE = Pattern.compile("(.*?)(\\d+)(\\)?)-\\1(\\d+)\\3");

  private final Map<String, List<String>> classLines = new LinkedHashMap<>();
  private final Map<String, OperandRegister> byName = new LinkedHashMap<>();
  private final Map<String, List<OperandRegister>> members = new LinkedHashMap<>();
  private final List<AbiClobbers> abis = new ArrayList<>();

  private RegisterTableReader() {}

  /** Reads the resource with this name beside the class. */
  static RegisterTable read(String resource) {
    RegisterTableReader reader = new RegisterTableReader();
    String section = "";
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith("[")) {
        section = line;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        reader.line(section, Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return reader.table();
  }

  private static String text(String resource) {
    try (InputStream in = RegisterTableReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no register table " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String section, List<String> columns) {
    switch (section) {
      case "[classes]" -> addClass(columns);
      case "[registers]" -> addRegister(columns);
      case "[abis]" -> abis.add(abi(columns));
      default -> throw new IllegalArgumentException("no section of a register table: " + section);
    }
  }

  private void addClass(List<String> columns) {
    if (classLines.put(columns.getFirst(), columns) != null) {
      throw new IllegalArgumentException("class twice: " + columns.getFirst());
    }
    members.put(columns.getFirst(), new ArrayList<>());
  }

  private void addRegister(List<String> columns) {
    List<Matcher> places =
        words(column(columns, 3)).stream().map(place -> match(PLACE, place)).toList();
    List<OperandRegister> parts =
        places.size() == 1
            ? List.of()
            : places.stream().map(p -> register(p.group(2), columns, p, List.of())).toList();
    OperandRegister register = register(columns.getFirst(), columns, places.getFirst(), parts);
    name(register.name(), register);
    register.aliases().forEach(alias -> name(alias, register));
    register.classes().forEach(c -> known(c, members).add(register));
  }

  private static OperandRegister register(
      String name, List<String> columns, Matcher place, List<OperandRegister> parts) {
    String picked = column(columns, 6);
    return new OperandRegister(
        name,
        words(column(columns, 1)),
        words(column(columns, 2)),
        place.group(1) == null ? place.group(2) : place.group(1),
        place.group(2),
        Integer.parseInt(place.group(3)),
        Integer.parseInt(place.group(4)),
        forms(column(columns, 4)),
        bars(column(columns, 5)),
        Optional.of(picked).filter(s -> !s.isEmpty() && !s.equals("never")),
        picked.equals("never"),
        parts);
  }

  private void name(String name, OperandRegister register) {
    if (byName.put(name, register) != null) {
      throw new IllegalArgumentException("register name twice: " + name);
    }
  }

  private AbiClobbers abi(List<String> columns) {
    Set<OperandRegister> registers = new LinkedHashSet<>();
    for (String item : words(column(columns, 2))) {
      for (String name : range(item)) {
        registers.add(known(name, byName));
      }
    }
    return new AbiClobbers(Set.copyOf(words(columns.get(0))), column(columns, 1), registers);
  }

  private static List<String> range(String item) {
    Matcher matcher = RANGE.matcher(item);
    if (!matcher.matches()) {
      return List.of(item);
    }
    List<String> names = new ArrayList<>();
    int last = Integer.parseInt(matcher.group(4));
    for (int i = Integer.parseInt(matcher.group(2)); i <= last; i++) {
      names.add(matcher.group(1) + i + matcher.group(3));
    }
    return names;
  }

  private RegisterTable table() {
    byName.values().forEach(this::checkForms);
    Map<String, OperandClass> classes = new LinkedHashMap<>();
    classLines.forEach((name, columns) -> classes.put(name, operandClass(name, columns)));
    return new RegisterTable(
        Collections.unmodifiableMap(byName), Collections.unmodifiableMap(classes), abis);
  }

  private void checkForms(OperandRegister register) {
    for (char letter : register.forms().keySet()) {
      boolean declared =
          letter == '_'
              || register.classes().stream()
                  .anyMatch(c -> forms(column(known(c, classLines), 1)).containsKey(letter));
      if (!declared) {
        throw new IllegalArgumentException("no class of " + register + " has form " + letter);
      }
    }
  }

  private OperandClass operandClass(String name, List<String> columns) {
    String letter = column(columns, 2);
    return new OperandClass(
        name,
        types(column(columns, 3)),
        forms(column(columns, 1)),
        letter.isEmpty() ? Optional.empty() : Optional.of(letter.charAt(0)),
        known(name, members));
  }

  private static List<Admission> types(String text) {
    List<Admission> types = new ArrayList<>();
    for (String group : text.isEmpty() ? new String[0] : text.split(";")) {
      int colon = group.indexOf(':');
      Optional<String> feature =
          colon < 0 ? Optional.empty() : Optional.of(group.substring(0, colon).strip());
      for (String type : words(group.substring(colon + 1))) {
        boolean experimental = type.startsWith("~");
        OperandType parsed = OperandType.parse(experimental ? type.substring(1) : type);
        types.add(new Admission(parsed, feature, experimental));
      }
    }
    return types;
  }

  private static Map<Character, String> forms(String text) {
    Map<Character, String> forms = new LinkedHashMap<>();
    for (String form : words(text)) {
      if (form.length() < 3 || form.charAt(1) != '=') {
        throw new IllegalArgumentException("no printed form: " + form);
      }
      forms.put(form.charAt(0), form.substring(2));
    }
    return forms;
  }

  private static List<Bar> bars(String text) {
    List<Bar> bars = new ArrayList<>();
    for (String bar : text.isEmpty() ? new String[0] : text.split("; ")) {
      Matcher matcher = match(BAR, bar);
      String condition = matcher.group(2);
      bars.add(
          new Bar(
              matcher.group(1).equals("reserved"),
              condition == null ? NamingCondition.ALWAYS : NamingCondition.named(condition.strip()),
              matcher.group(3)));
    }
    return bars;
  }

  private static String column(List<String> columns, int index) {
    return index < columns.size() ? columns.get(index) : "";
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  private static Matcher match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not in the notation of register tables: " + text);
    }
    return matcher;
  }

  private static <T> T known(String name, Map<String, T> map) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("unknown name in a register table: " + name);
    }
    return value;
  }
}

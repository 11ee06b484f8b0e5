package dev.fabula.abi;

import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Reads descriptions: the schema of {@code abi.xsd} first, then what a schema cannot say. */
public final class AbiReader {

  private final Set<String> variants;
  private final Optional<SourceFile> numbers;
  private final List<Fault> faults = new ArrayList<>();

  private AbiReader(Set<String> variants, Optional<SourceFile> numbers) {
    this.variants = variants;
    this.numbers = numbers;
  }

  /**
   * The description in a file.
   *
   * @param variants the variants that are wanted; all must be of the description
   * @param numbers the system's own file with the numbers of its calls
   * @throws FaultyException if one of the files cannot be used
   */
  public static Abi read(SourceFile file, Set<String> variants, Optional<SourceFile> numbers)
      throws FaultyException {
    AbiReader reader = new AbiReader(variants, numbers);
    Abi abi = reader.abi(XmlReader.read(file, Optional.of(schema())));
    if (!reader.faults.isEmpty()) {
      throw new FaultyException(reader.faults);
    }
    return abi;
  }

  /** The description that comes with Fabula under a name, if there is one. */
  public static Optional<SourceFile> shipped(String name) {
    try (InputStream in = AbiReader.class.getResourceAsStream(name + ".xml")) {
      return in == null
          ? Optional.empty()
          : Optional.of(SourceFile.of(name + ".xml", in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema() {
    try (InputStream in = AbiReader.class.getResourceAsStream("abi.xsd")) {
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newSchema(new StreamSource(in));
    } catch (SAXException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Abi abi(Element root) throws FaultyException {
    demandVariants(root);
    Map<String, Role> roles = new LinkedHashMap<>();
    for (Element role : once(root.all("role"))) {
      roles.put(role.get("name"), role(role));
    }
    List<Element> lists = chosen(root.all("numbers"));
    Map<String, Long> given = new LinkedHashMap<>();
    for (Element list : lists) {
      given.putAll(numbers(list));
    }
    List<Machine> machines =
        once(chosen(root.all("machine"))).stream()
            .flatMap(m -> new MachineReader(roles, this::chosen, faults).read(m, given).stream())
            .toList();
    List<Element> chosen = chosen(root.all("stub"));
    List<Stub> stubs = once(chosen).stream().map(s -> stub(s, roles, machines)).toList();
    List<Stub> others =
        root.all("stub").stream()
            .filter(s -> !chosen.contains(s))
            .map(s -> stub(s, roles, List.of()))
            .toList();
    return new Abi(
        root.get("name"),
        root.all("about").getFirst().text(),
        variants,
        List.copyOf(roles.values()),
        machines,
        stubs,
        others,
        !lists.isEmpty() && numbers.isEmpty());
  }

  /** Parts may only be of variants that there are, and only such may be asked for. */
  private void demandVariants(Element root) {
    Set<String> known =
        root.all("variant").stream().map(v -> v.get("name")).collect(Collectors.toSet());
    String list = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
    variants.stream()
        .filter(v -> !known.contains(v))
        .forEach(v ->
            faults.add(root.fault("there is no variant `" + v + "`", "choose another: " + list)));
    for (String tag : List.of("machine", "register", "number", "stub", "in", "out", "numbers")) {
      root.anywhere(tag)
          .filter(e -> !known.containsAll(e.words("when")) || !known.containsAll(e.words("unless")))
          .forEach(e ->
              faults.add(
                  e.fault("it is part of a variant that there is not", "declare it: " + list)));
    }
  }

  /** The elements that are part of what was chosen. */
  private List<Element> chosen(List<Element> elements) {
    return elements.stream()
        .filter(e -> e.find("when").filter(v -> !variants.contains(v)).isEmpty())
        .filter(e -> e.find("unless").filter(variants::contains).isEmpty())
        .toList();
  }

  /** The elements, of which no two may have one name. */
  private List<Element> once(List<Element> elements) {
    Set<String> names = new HashSet<>();
    elements.stream()
        .filter(e -> !names.add(e.get("name")))
        .forEach(e ->
            faults.add(
                e.fault(
                    "there are two of the name `" + e.get("name") + "`",
                    "give one of them another name")));
    return elements;
  }

  private static Role role(Element element) {
    List<String> names = new ArrayList<>(List.of(element.get("name"), element.get("name") + "_"));
    names.addAll(element.words("names"));
    return new Role(
        element.get("name"),
        Role.Type.valueOf(element.get("type").toUpperCase(java.util.Locale.ROOT)),
        number(element, "bits"),
        element.get("width").equals("own"),
        element.is("elsewhere"),
        names,
        number(element, "words"),
        element.text());
  }

  private static OptionalInt number(Element element, String attribute) {
    return element.find(attribute).stream().mapToInt(Integer::parseInt).findFirst();
  }

  private Stub stub(Element element, Map<String, Role> roles, List<Machine> machines) {
    Element memory = element.all("memory").getFirst();
    Stub stub =
        new Stub(
            element.get("name"),
            element.words("names"),
            element.all("about").getFirst().text(),
            element.all("safety").getFirst().text(),
            element.all("story").stream().map(Element::text).findFirst(),
            uses(element.all("in"), roles),
            uses(element.all("out"), roles),
            new Stub.Memory(memory.is("read"), memory.is("written"), memory.text()));
    for (Machine machine : machines) {
      shared(stub.inputs(), machine)
          .or(() -> shared(stub.outputs(), machine))
          .ifPresent(register ->
              faults.add(
                  element.fault(
                      "two roles of it are in `" + register + "` on " + machine.name(),
                      "give each a register of its own, or let one be out and the other in")));
    }
    return stub;
  }

  private static Optional<String> shared(List<Stub.Use> uses, Machine machine) {
    Set<String> seen = new HashSet<>();
    return uses.stream()
        .flatMap(u -> machine.register(u.role().name()).stream())
        .filter(r -> !seen.add(machine.location(r)))
        .findFirst();
  }

  private List<Stub.Use> uses(List<Element> elements, Map<String, Role> roles) {
    List<Stub.Use> result = new ArrayList<>();
    for (Element element : chosen(elements)) {
      Role role = roles.get(element.get("role"));
      if (role == null) {
        faults.add(noRole(element, roles));
      } else {
        List<String> own = element.words("names");
        result.add(
            new Stub.Use(
                role, own.isEmpty() ? role.names() : own, !own.isEmpty(), element.is("may-stay")));
      }
    }
    return result;
  }

  static Fault noRole(Element element, Map<String, Role> roles) {
    return element.fault(
        "there is no role `" + element.get("role") + "`",
        "declare it, or use one of " + String.join(", ", roles.keySet()));
  }

  /** The numbers in the system's own file, which counts up or down over all, in use or not. */
  private Map<String, Long> numbers(Element list) throws FaultyException {
    Map<String, Long> result = new LinkedHashMap<>();
    if (numbers.isEmpty()) {
      return result;
    }
    Element root = XmlReader.read(numbers.get(), Optional.empty());
    long next = Long.parseLong(list.get("first"));
    for (String name : list.words("lists")) {
      List<Element> found = root.anywhere(name).toList();
      if (found.isEmpty()) {
        faults.add(
            root.fault(
                "there is no `<" + name + ">` in it", "give the system's own file of its calls"));
      }
      for (Element call : found.stream().flatMap(f -> f.anywhere(list.get("element"))).toList()) {
        Optional<String> word = call.find("name");
        if (word.isEmpty()) {
          faults.add(
              call.fault("a call without a name", "give the system's own file of its calls"));
        }
        result.put(word.orElse(""), next);
        next += Long.parseLong(list.get("step"));
      }
    }
    return result;
  }

  /** Chooses the elements of a variant. */
  interface Choice extends Function<List<Element>, List<Element>> {}
}

package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.rust.TopItems;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file with a call in the place of each site, so that rustc finds the types of the operands and
 * need not know the machine; its lines stay where they are.
 */
final class TwinText {

  /** What the names of the functions start with that stand for sites; a number follows. */
  static final String SITE = "__fabula_site_";

  /** The function that stands for what is not read. */
  static final String UNREAD = "__fabula_unread";

  private static final String UNREAD_CALL =
      "{ #[inline(never)] fn " + UNREAD + "<T>() -> T { loop {} } " + UNREAD + "() }";

  private final SourceFile file;
  private final List<Site> sites;
  private String macros = "";
  private final Pattern host;
  private final NavigableMap<Span, String> instead = new TreeMap<>();

  /**
   * The text for one architecture.
   *
   * @param sites the sites for it, in the order of their numbers
   * @param others the places of asm statements that are not among them
   */
  TwinText(SourceFile file, Architecture architecture, List<Site> sites, List<Span> others) {
    this.file = file;
    this.sites = List.copyOf(sites);
    Architecture here = TargetRequest.host().architecture();
    this.host =
        here == architecture
            ? Pattern.compile("(?!)")
            : Pattern.compile(
                "target_arch\\s*=\\s*\""
                    + here.rustName()
                    + "\""
                    + (architecture.pointerWidth() == 32
                        ? "|target_pointer_width\\s*=\\s*\"64\""
                        : ""));
    others.forEach(span -> instead.put(span, UNREAD_CALL));
    for (int i = 0; i < sites.size(); i++) {
      instead.put(sites.get(i).span(), call(SITE + i + "_", sites.get(i)));
    }
  }

  /** The name of the function that stands for a site. */
  String name(Site site) {
    return SITE + sites.indexOf(site) + "_";
  }

  private static String call(String name, Site site) {
    if (site.operands().stream().anyMatch(o -> o instanceof Operand.Label)) {
      return UNREAD_CALL;
    }
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    String inputs =
        inputs(site, contract).stream()
            .map(slot -> register(site, slot).input().orElseThrow().expression() + ", ")
            .collect(Collectors.joining());
    String outputs =
        outputs(site, contract).stream()
            .map(slot -> register(site, slot).output().orElseThrow().expression() + ", ")
            .collect(Collectors.joining());
    return "{ #[allow(warnings)] #[inline(never)] fn "
        + name
        + "<A, R>(a: A) -> R { loop {} } ("
        + outputs
        + ") = "
        + name
        + "(("
        + inputs
        + "));"
        + (site.has(Option.NORETURN) ? " loop {} }" : " }");
  }

  private static Operand.Register register(Site site, Slot slot) {
    return (Operand.Register) site.operands().get(slot.operand());
  }

  /** The slots whose values are passed to the call, in order. */
  static List<Slot> inputs(Site site, Contract contract) {
    return contract.slots().stream().filter(s -> register(site, s).input().isPresent()).toList();
  }

  /** The slots whose values come back from the call, in order. */
  static List<Slot> outputs(Site site, Contract contract) {
    return contract.slots().stream().filter(s -> register(site, s).output().isPresent()).toList();
  }

  /**
   * The text without some items.
   *
   * @param without the items that are left out
   */
  String text(Collection<Span> without) {
    StringBuilder text = new StringBuilder();
    NavigableMap<Span, String> all = new TreeMap<>(instead);
    without.forEach(span -> all.put(span, ""));
    int at = 0;
    for (Map.Entry<Span, String> place : all.entrySet()) {
      Span span = place.getKey();
      if (span.start() >= at) {
        text.append(file.slice(new Span(at, span.start())));
        text.append(place.getValue());
        file.slice(span).chars().filter(c -> c == '\n').forEach(c -> text.append('\n'));
        at = span.end();
      }
    }
    text.append(file.slice(new Span(at, file.length())));
    text.insert(start(text), macros);
    return host.matcher(text).replaceAll("target_arch = \"no\"");
  }

  /** Where items may stand: behind what belongs to the file as a whole. */
  private static int start(CharSequence text) {
    SourceFile file = SourceFile.of("text.rs", text.toString());
    List<Span> items = TopItems.of(file);
    int offset = items.isEmpty() ? file.length() : items.getFirst().start();
    return file.slice(new Span(0, offset)).length();
  }

  /** Adds macros of the file's crate, by their names; tells whether there was a new one. */
  boolean addMacros(Set<String> names) {
    StringBuilder found = new StringBuilder();
    for (String name : names) {
      if (!macros.contains("macro_rules! " + name + " ")) {
        definition(name).ifPresent(text -> found.append(text).append('\n'));
      }
    }
    macros = found + macros;
    return !found.isEmpty();
  }

  private Optional<String> definition(String name) {
    Pattern head = Pattern.compile("\\bmacro_rules!\\s*" + Pattern.quote(name) + "\\s*[({\\[]");
    List<String> found = new ArrayList<>();
    try {
      for (Path path : RustReader.others(Path.of(file.path()))) {
        SourceFile other = SourceFile.read(path);
        if (head.matcher(other.text()).find()) {
          TopItems.of(other).stream()
              .map(other::slice)
              .filter(item -> head.matcher(item).find())
              .map(item -> item.substring(item.indexOf("macro_rules!")))
              .forEach(found::add);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return found.size() == 1
        ? found.stream().map(i -> i.replaceFirst("macro_rules!\\s*", "macro_rules! ")).findFirst()
        : Optional.empty();
  }

  /** The line of the file that a line of the text is. */
  int line(int line) {
    return line - (int) macros.chars().filter(c -> c == '\n').count();
  }
}

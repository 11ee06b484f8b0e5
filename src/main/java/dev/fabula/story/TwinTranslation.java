package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Deadline;
import dev.fabula.mir.Body;
import dev.fabula.mir.Dump;
import dev.fabula.mir.Unsupported;
import dev.fabula.rust.TargetRequest;
import dev.fabula.rust.TopItems;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a file compiled as it is and as it is under Miri, and finds functions in both. */
final class TwinTranslation {

  private static final int ROUNDS = 12;
  private static final Pattern NAME = Pattern.compile("\\w+");
  private static final Pattern MACRO = Pattern.compile("^cannot find macro `(\\w+)`");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?s)(?:#\\[[^\\]]*\\]\\s*)*(?:pub\\s*(?:\\([^)]*\\)\\s*)?)?(?:use|extern\\s+crate)\\b");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "\\b(?:fn|struct|enum|union|trait|type|const|static|mod|macro_rules!)\\s+(\\w+)");
  private static final Set<String> KEYWORDS =
      Set.of("use", "pub", "crate", "self", "super", "core", "std", "cfg", "as", "extern", "in");

  /** What is of one size and order of bytes as it is on usual machines. */
  private static final Set<Architecture> SIMILAR =
      Set.of(
          Architecture.X86_64,
          Architecture.AARCH64,
          Architecture.ARM64EC,
          Architecture.RISCV64,
          Architecture.LOONGARCH64);

  /** What only has narrower pointers and other alignments. */
  private static final Set<Architecture> NARROW =
      Set.of(Architecture.X86, Architecture.ARM, Architecture.RISCV32);

  /** What is of another size on a machine of another width, or lies in memory. */
  private static final Pattern BY_WIDTH =
      Pattern.compile(
          "\\b[ui]size\\b|\\*(?:const|mut)\\b|&|\\bBox\\b|size_of|align_of|\\b[ui]128\\b");

  private final Rustc rustc;
  private final SourceFile file;
  private final List<Twin> twins;
  private final TwinText text;
  private final Architecture architecture;
  private final List<Span> items;

  /** What became of a function. */
  sealed interface Pair {

    /** Both functions. */
    record Both(Side plain, Side miri) implements Pair {}

    /** It is the same with and without Miri, or not there under Miri. */
    record None() implements Pair {}

    /** They cannot be compared. */
    record Unknown(String reason) implements Pair {}
  }

  /** A function in its dump. */
  record Side(Dump dump, Body body) {}

  private sealed interface Compiled {
    record Ready(Dump dump) implements Compiled {}

    record Failed(String reason) implements Compiled {}
  }

  /**
   * The translation for one architecture.
   *
   * @param sites all sites for it, in the order of their numbers
   */
  TwinTranslation(
      Rustc rustc, SourceFile file, List<Twin> twins, List<Site> sites, List<Span> others) {
    this.rustc = rustc;
    this.file = file;
    this.twins = List.copyOf(twins);
    this.architecture = twins.getFirst().architecture();
    this.text = new TwinText(file, architecture, sites, others);
    this.items = TopItems.of(file);
  }

  /**
   * What became of each of the functions, in their order.
   *
   * @param wraps whether arithmetic wraps and debug assertions are left out, as in a release
   */
  List<Pair> pairs(boolean wraps) {
    Deadline deadline = Deadline.in(rustc.limit());
    Compiled plain = compile(false, wraps, deadline);
    Compiled miri =
        plain instanceof Compiled.Failed failed ? failed : compile(true, wraps, deadline);
    if (plain instanceof Compiled.Ready(Dump a) && miri instanceof Compiled.Ready(Dump b)) {
      return twins.stream().map(twin -> pair(twin, a, b)).toList();
    }
    String reason =
        plain instanceof Compiled.Failed(String first)
            ? first
            : miri instanceof Compiled.Failed(String second) ? second : "";
    return twins.stream().<Pair>map(t -> new Pair.Unknown(reason)).toList();
  }

  // Compiling

  /** Items that do not compile by themselves are left out, if no function needs them. */
  private Compiled compile(boolean miri, boolean wraps, Deadline deadline) {
    if (!SIMILAR.contains(architecture) && !NARROW.contains(architecture)) {
      return new Compiled.Failed(
          "functions for " + architecture.rustName() + " are not compared yet");
    }
    Path path = Path.of(file.path()).toAbsolutePath().normalize();
    Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    List<String> settings = new ArrayList<>();
    if (architecture != TargetRequest.host().architecture()) {
      settings.add("target_arch=\"" + architecture.rustName() + "\"");
    }
    if (NARROW.contains(architecture)) {
      settings.add("target_pointer_width=\"32\"");
    }
    if (miri) {
      settings.add("miri");
    }
    if (!SIMILAR.contains(TargetRequest.host().architecture())) {
      return new Compiled.Failed("the compiler's machine is too different");
    }
    Set<Span> without = new HashSet<>();
    String edition = Translation.edition(folder);
    for (int round = 0; round < ROUNDS && !deadline.isPast(); round++) {
      switch (rustc.compile(text.text(without), folder, edition, settings, wraps)) {
        case Rustc.Compiled.Mir(String mir) -> {
          return new Compiled.Ready(new Dump(mir, architecture.pointerWidth()));
        }
        case Rustc.Compiled.Errors(List<Rustc.Message> messages) -> {
          if (text.addMacros(missing(messages))) {
            continue;
          }
          Optional<String> stuck = leaveOut(messages, without);
          if (stuck.isPresent()) {
            return new Compiled.Failed("rustc: " + stuck.get());
          }
        }
      }
    }
    return new Compiled.Failed("too much of the file does not compile by itself");
  }

  private static Set<String> missing(List<Rustc.Message> messages) {
    Set<String> names = new HashSet<>();
    for (Rustc.Message message : messages) {
      Matcher matcher = MACRO.matcher(message.text());
      if (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  /** Leaves out what has errors; tells the error for which that does not go. */
  private Optional<String> leaveOut(List<Rustc.Message> messages, Set<Span> without) {
    int before = without.size();
    for (Rustc.Message message : messages) {
      Optional<Span> item =
          items.stream()
              .filter(i -> file.line(i.start()) <= text.line(message.line()))
              .filter(i -> file.line(Math.max(i.start(), i.end() - 1)) >= text.line(message.line()))
              .findFirst();
      if (item.isEmpty() || isNeeded(item.get())) {
        return Optional.of(message.text());
      }
      without.add(item.get());
    }
    return without.size() > before ? Optional.empty() : Optional.of(messages.getFirst().text());
  }

  /** Whether a function is in the item, or speaks of anything that the item may name. */
  private boolean isNeeded(Span item) {
    if (twins.stream().anyMatch(t -> isIn(item, t.function().span()) || isIn(item, t.told()))) {
      return true;
    }
    String text = file.slice(item);
    boolean imports = IMPORT.matcher(text).lookingAt();
    if (imports && text.contains("*")) {
      return true;
    }
    Set<String> names = imports ? words(text) : defined(text);
    names.removeAll(KEYWORDS);
    return items.stream()
        .filter(i ->
            twins.stream().anyMatch(t -> i.overlaps(t.function().span()) || i.overlaps(t.told())))
        .anyMatch(i -> words(file.slice(i)).stream().anyMatch(names::contains));
  }

  private static boolean isIn(Span item, Span part) {
    return item.overlaps(part);
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static Set<String> defined(String item) {
    Set<String> names = new HashSet<>();
    Matcher matcher = DEFINITION.matcher(item);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  // Finding

  private Pair pair(Twin twin, Dump plain, Dump miri) {
    List<String> names = plain.names().stream().filter(n -> isOf(n, twin, plain)).toList();
    if (names.isEmpty()) {
      return new Pair.Unknown("a condition that is not met here leaves the function out");
    }
    if (names.size() > 1) {
      return new Pair.Unknown("there are several functions `" + twin.function().name() + "`");
    }
    try {
      Optional<Body> other = miri.body(names.getFirst());
      boolean same = callsSite(miri, names.getFirst(), twin) && !twin.asksInExpression();
      if (other.isEmpty() || same) {
        return new Pair.None();
      }
      Body body = plain.body(names.getFirst()).orElseThrow();
      if (NARROW.contains(architecture)
          && (plain.speaks(names.getFirst(), BY_WIDTH)
              || miri.speaks(names.getFirst(), BY_WIDTH))) {
        return new Pair.Unknown(
            "functions for "
                + architecture.rustName()
                + " that have to do with pointers are not compared yet");
      }
      return isAlike(body, other.get())
          ? new Pair.Both(new Side(plain, body), new Side(miri, other.get()))
          : new Pair.Unknown("the functions are of different types");
    } catch (Unsupported unsupported) {
      return new Pair.Unknown(unsupported.what() + " has no meaning yet");
    }
  }

  private boolean isOf(String name, Twin twin, Dump dump) {
    String last = name.substring(name.lastIndexOf(':') + 1);
    return last.equals(twin.function().name()) && callsSite(dump, name, twin);
  }

  private boolean callsSite(Dump dump, String name, Twin twin) {
    return twin.sites().stream().anyMatch(s -> dump.mentions(name, text.name(s)));
  }

  private static boolean isAlike(Body a, Body b) {
    boolean alike = a.parameters() == b.parameters();
    for (int i = 0; alike && i <= a.parameters(); i++) {
      alike = a.type(i).equals(b.type(i));
    }
    return alike;
  }
}

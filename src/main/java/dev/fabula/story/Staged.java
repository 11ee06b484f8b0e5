package dev.fabula.story;

import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Contracts;
import dev.fabula.site.Found;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.source.BareText;
import dev.fabula.source.Position;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file's text with each site's story beside it, and with functions that stay functions. */
public final class Staged {

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?:\\bpub(?:\\s*\\([^)]*\\))?\\s+)?(?:\\bdefault\\s+)?(?:\\bconst\\s+)?"
              + "(?:\\basync\\s+)?(?:\\b(?:unsafe|safe)\\s+)?(?:\\bextern\\s+)?\\bfn\\s+[A-Za-z_]\\w*");
  private static final Pattern CLOSURE = Pattern.compile("[(,=]\\s*((?:move\\s+)?\\|)(?!=)");

  /** What hand-written MIR says of panics, which end a program here. */
  private static final Pattern UNWINDING = Pattern.compile("\\bUnwindContinue\\(\\)");

  private static final Pattern THREADS =
      Pattern.compile("\\bthread\\b|\\bBarrier\\b|\\bMutex\\b|\\bspin_loop\\b");
  private static final Pattern LIBRARY =
      Pattern.compile("(?<![\\w:$])(?:::\\s*)?\\bstd\\s*::\\s*(thread\\b|sync\\b|hint\\b|\\{)");
  private static final Pattern INLINE =
      Pattern.compile("#\\[\\s*inline\\s*(?:\\([a-z]+\\))?\\s*\\]");

  private final SourceFile file;
  private final Program.Writer writer = new Program.Writer();
  private final List<Scene> scenes = new ArrayList<>();
  private final List<Program.Part> parts = new ArrayList<>();
  private String text = "";
  private String standIns = "";

  private Staged(SourceFile file) {
    this.file = file;
  }

  /**
   * A site and its story.
   *
   * @param site the site
   * @param asm where its asm statement starts in the text
   * @param closure where its story's closure starts, as {@code :line:column:}; empty if none
   * @param inputs the operands that go into the story, in the order of its tuple
   * @param outputs the operands that come out of it
   * @param why why it has no story, as a clause that follows "an asm statement"
   */
  public record Scene(
      Site site,
      Position asm,
      Optional<String> closure,
      List<Integer> inputs,
      List<Integer> outputs,
      String why) {
    /** Copies the lists. */
    public Scene {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /** The text for a file with some places in it. */
  public static Staged of(SourceFile file, List<Found> places) {
    Staged staged = new Staged(file);
    NavigableMap<Span, Runnable> edits = new TreeMap<>();
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site) && isHere(site)) {
        edits.putIfAbsent(site.span(), () -> staged.site(site));
      }
    }
    staged.functions(edits);
    staged.threads(edits);
    staged.write(edits);
    return staged;
  }

  private static boolean isHere(Site site) {
    return site.kind() == MacroKind.ASM
        && site.expansion().calls().isEmpty()
        && site.gnu().isEmpty()
        && site.target().architecture() == TargetRequest.host().architecture();
  }

  /** Functions are not to be inlined: what they are given is protected while they run. */
  private void functions(NavigableMap<Span, Runnable> edits) {
    String whole = file.text();
    String bare = BareText.of(whole);
    Matcher inline = INLINE.matcher(bare);
    while (inline.find()) {
      Span span = new Span(bytes(whole, inline.start()), bytes(whole, inline.end()));
      edits.putIfAbsent(span, () -> writer.write(" ".repeat(span.length())));
    }
    Matcher unwinding = UNWINDING.matcher(bare);
    while (unwinding.find()) {
      Span span = new Span(bytes(whole, unwinding.start()), bytes(whole, unwinding.end()));
      edits.putIfAbsent(span, () -> writer.write("UnwindUnreachable()"));
    }
    Matcher closure = CLOSURE.matcher(bare);
    boolean closures = false;
    while (closure.find()) {
      closures = true;
      Span at = Span.at(bytes(whole, closure.start(1)));
      edits.putIfAbsent(at, () -> writer.write("#[inline(never)] "));
    }
    if (closures && !bare.contains("stmt_expr_attributes") && !bare.startsWith("#!/")) {
      edits.put(Span.at(0), () -> writer.write("#![feature(stmt_expr_attributes)] "));
    }
    Matcher function = FUNCTION.matcher(bare);
    while (function.find()) {
      if (hasBody(bare, function.end()) && !isNaked(bare, function.start())) {
        Span at = Span.at(bytes(whole, function.start()));
        edits.putIfAbsent(at, () -> writer.write("#[inline(never)] "));
      }
    }
  }

  /** What the library has for threads is that of the stand-ins. */
  private void threads(NavigableMap<Span, Runnable> edits) {
    String whole = file.text();
    String bare = BareText.of(whole);
    if (!THREADS.matcher(bare).find()) {
      return;
    }
    standIns = StandIns.text();
    Matcher library = LIBRARY.matcher(bare);
    while (library.find()) {
      Span span = new Span(bytes(whole, library.start()), bytes(whole, library.start(1)));
      edits.putIfAbsent(span, () -> writer.write("crate::__fabula_std::"));
    }
  }

  private static int bytes(String text, int index) {
    return text.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean hasBody(String bare, int from) {
    int depth = 0;
    for (int i = from; i < bare.length(); i++) {
      char c = bare.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth == 0 && (c == ';' || c == '{')) {
        return c == '{';
      }
    }
    return false;
  }

  private static boolean isNaked(String bare, int at) {
    int from = Math.max(bare.lastIndexOf('}', at), bare.lastIndexOf(';', at));
    return bare.substring(Math.max(0, from), at).contains("naked");
  }

  private void write(NavigableMap<Span, Runnable> edits) {
    int at = 0;
    for (var edit : edits.entrySet()) {
      Span span = edit.getKey();
      if (span.start() >= at) {
        writer.copy(file, new Span(at, span.start()));
        edit.getValue().run();
        at = span.end();
      }
    }
    writer.copy(file, new Span(at, file.length()));
    writer.write(Program.vocabulary(file.text(), parts));
    writer.write(standIns);
    text = writer.program().text();
  }

  private void site(Site site) {
    writer.write("{ ");
    List<Story> stories = Comments.stories(site);
    String why = "without story";
    Optional<Program.Part> told = Optional.empty();
    if (!stories.isEmpty()) {
      try {
        told = Optional.of(part(stories.getFirst()));
        writer.beside(told.get());
      } catch (Signature.Nameless nameless) {
        why = "whose story cannot be read (" + nameless.reason() + ")";
      }
    }
    Position asm = writer.here();
    writer.copy(file, site.span());
    writer.write(" }");
    scenes.add(scene(site, asm, told, why));
  }

  private Program.Part part(Story story) throws Signature.Nameless {
    var contract = Contracts.of(story.site(), Integer.MAX_VALUE);
    Program.Part part =
        new Program.Part(parts.size(), story, Signature.of(story.site(), contract, story.text()));
    parts.add(part);
    return part;
  }

  private Scene scene(Site site, Position asm, Optional<Program.Part> told, String why) {
    if (told.isEmpty()) {
      return new Scene(site, asm, Optional.empty(), List.of(), List.of(), why);
    }
    Signature signature = told.get().signature();
    return new Scene(
        site,
        asm,
        Optional.ofNullable(writer.program().closures().get(told.get().number())),
        signature.parameters().stream().map(p -> p.slot().operand()).toList(),
        signature.results().stream().map(r -> r.slot().operand()).toList(),
        why);
  }

  /** The text. */
  public String text() {
    return text;
  }

  /** The sites of the file. */
  public List<Scene> scenes() {
    return List.copyOf(scenes);
  }

  /** The edition of the package that the file is in. */
  public String edition() {
    return Translation.edition(folder());
  }

  /** Where the file is. */
  public Path folder() {
    Path path = Path.of(file.path()).toAbsolutePath().normalize();
    return Optional.ofNullable(path.getParent()).orElse(Path.of(""));
  }

  /** The errors that rustc wrote about the text, each with its place in the file. */
  public List<Fault> faults(String errors) {
    return Rustc.messages(errors).stream()
        .map(m -> new Fault(m.text(), source(new Position(m.line(), m.column()))))
        .toList();
  }

  /** An error and its offset in the file, if it is in it. */
  public record Fault(String text, Optional<Integer> offset) {}

  /** The offset in the file that a place of the text comes from. */
  public Optional<Integer> source(Position position) {
    Optional<Program.Copy> found = Optional.empty();
    for (Program.Copy copy : writer.copies()) {
      if (copy.at().compareTo(position) <= 0) {
        found = Optional.of(copy);
      }
    }
    return found.map(c -> offset(c, position));
  }

  private int offset(Program.Copy copy, Position position) {
    Position start = file.position(copy.source().start());
    int lines = position.line() - copy.at().line();
    int column =
        lines == 0 ? start.column() + position.column() - copy.at().column() : position.column();
    int line = start.line() + lines;
    boolean there = line <= file.line(file.length());
    int offset = there ? file.offset(new Position(line, Math.max(1, column))) : file.length();
    return Math.min(offset, copy.source().end());
  }
}

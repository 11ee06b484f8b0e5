package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.mir.Body;
import dev.fabula.mir.Dump;
import dev.fabula.mir.Unsupported;
import dev.fabula.rust.TargetRequest;
import dev.fabula.site.Contracts;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has the stories of one file compiled: each in its place if possible, else by itself. */
final class Translation {

  private static final Pattern EDITION = Pattern.compile("(?m)^\\s*edition\\s*=\\s*\"(\\d{4})\"");
  private static final int ROUNDS = 8;

  private final Rustc rustc;
  private final SourceFile file;
  private final List<Span> sites;
  private final Path folder;
  private final String edition;
  private final Map<Integer, Translated> done = new HashMap<>();
  private final List<Program.Part> parts = new ArrayList<>();

  private Translation(Rustc rustc, SourceFile file, List<Span> sites) {
    this.rustc = rustc;
    this.file = file;
    this.sites = List.copyOf(sites);
    Path path = Path.of(file.path()).toAbsolutePath().normalize();
    this.folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    this.edition = edition(folder);
  }

  /**
   * What became of the stories of a file, in their order.
   *
   * @param sites the places of all asm statements in the file
   */
  static List<Translated> of(Rustc rustc, SourceFile file, List<Story> stories, List<Span> sites) {
    Translation translation = new Translation(rustc, file, sites);
    for (int i = 0; i < stories.size(); i++) {
      translation.add(i, stories.get(i));
    }
    translation.run();
    List<Translated> result = new ArrayList<>();
    for (int i = 0; i < stories.size(); i++) {
      result.add(translation.done.getOrDefault(i, new Translated.Unknown("it did not compile")));
    }
    return result;
  }

  /** The edition of the package that a folder is in. */
  static String edition(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path manifest = at.resolve("Cargo.toml");
      if (Files.isRegularFile(manifest)) {
        try {
          Matcher matcher = EDITION.matcher(Files.readString(manifest));
          return matcher.find() ? matcher.group(1) : "2021";
        } catch (IOException e) {
          return "2021";
        }
      }
    }
    return "2021";
  }

  private void add(int number, Story story) {
    try {
      var contract = Contracts.of(story.site(), Integer.MAX_VALUE);
      Signature read = Signature.of(story.site(), contract, story.text());
      Signature signature = story.isTold() ? read.withAnyTypes(story.site()) : read;
      parts.add(new Program.Part(number, story, signature));
    } catch (Signature.Nameless nameless) {
      done.put(number, new Translated.Unknown(nameless.reason()));
    }
  }

  private void run() {
    Architecture host = TargetRequest.host().architecture();
    inPlace(host, Optional.empty(), List.of());
    parts.stream()
        .map(Translation::architecture)
        .filter(a -> a != host && target(a).isEmpty())
        .distinct()
        .forEach(a -> inPlace(a, Optional.of(a.rustName()), sites));
    Map<String, List<Program.Part>> left = new HashMap<>();
    for (Program.Part part : parts) {
      if (!done.containsKey(part.number())) {
        left.computeIfAbsent(target(architecture(part)), t -> new ArrayList<>()).add(part);
      }
    }
    left.forEach(this::alone);
  }

  private static Architecture architecture(Program.Part part) {
    return part.story().site().target().architecture();
  }

  /**
   * The target by which a story is compiled alone; empty for the machine on which we run, whose
   * integers and pointers are those of every little-endian architecture of 64 bits.
   */
  private static String target(Architecture architecture) {
    return switch (architecture) {
      case X86_64, AARCH64, ARM64EC, RISCV64, LOONGARCH64 -> "";
      case X86 -> "i686-unknown-linux-gnu";
      case ARM -> "armv7-unknown-linux-gnueabihf";
      case RISCV32 -> "riscv32imac-unknown-none-elf";
      case LOONGARCH32 -> "loongarch32-unknown-none";
      case S390X -> "s390x-unknown-linux-gnu";
      case POWERPC -> "powerpc-unknown-linux-gnu";
      case POWERPC64 -> "powerpc64-unknown-linux-gnu";
    };
  }

  /**
   * Compiles the file with the stories for an architecture in it.
   *
   * @param pretended the architecture, if it is not that of the compiler
   * @param others the sites that are left out
   */
  private void inPlace(Architecture of, Optional<String> pretended, List<Span> others) {
    List<Program.Part> left =
        new ArrayList<>(
            parts.stream()
                .filter(p -> architecture(p) == of)
                .filter(p -> p.story().site().expansion().calls().isEmpty())
                .toList());
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      Program program = Program.inPlace(file, left, others);
      switch (rustc.compile(program.text(), folder, edition, Optional.empty(), pretended)) {
        case Rustc.Compiled.Mir(String text) -> {
          take(program, text, left, 64);
          return;
        }
        case Rustc.Compiled.Errors(List<Rustc.Message> messages) -> {
          boolean own = messages.stream().allMatch(m -> piece(program, m).isPresent());
          if (!own || !blame(program, messages, left)) {
            return;
          }
        }
      }
    }
  }

  private void alone(String target, List<Program.Part> all) {
    Optional<String> name = Optional.of(target).filter(t -> !t.isEmpty());
    int width = architecture(all.getFirst()).pointerWidth();
    List<Program.Part> left = new ArrayList<>(all.stream().filter(this::isTyped).toList());
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      Program program = Program.alone(left, target.isEmpty());
      switch (rustc.compile(program.text(), folder, edition, name, Optional.empty())) {
        case Rustc.Compiled.Mir(String text) -> {
          take(program, text, left, width);
          return;
        }
        case Rustc.Compiled.Errors(List<Rustc.Message> messages) -> {
          if (!blame(program, messages, left)) {
            String reason = "rustc: " + messages.getFirst().text();
            left.forEach(p -> done.put(p.number(), new Translated.Unknown(reason)));
            return;
          }
        }
      }
    }
  }

  private boolean isTyped(Program.Part part) {
    Optional<String> untyped = part.signature().untyped();
    untyped.ifPresent(name ->
        done.put(part.number(), new Translated.Unknown("the type of `" + name + "` is not known")));
    return untyped.isEmpty();
  }

  private static Optional<Program.Piece> piece(Program program, Rustc.Message message) {
    return program.at(message.line(), message.column());
  }

  /** Notes the stories that have errors; tells whether there was one. */
  private boolean blame(Program program, List<Rustc.Message> messages, List<Program.Part> left) {
    boolean found = false;
    for (Rustc.Message message : messages) {
      Optional<Program.Piece> piece = piece(program, message);
      if (piece.isPresent()) {
        Program.Piece at = piece.get();
        done.putIfAbsent(at.function(), new Translated.Wrong(span(at, message), message.text()));
        found = true;
      }
    }
    left.removeIf(p -> done.containsKey(p.number()));
    return found;
  }

  private Span span(Program.Piece piece, Rustc.Message message) {
    int start = piece.source().start() + Math.max(0, message.column() - piece.column());
    boolean inside = piece.source().contains(start) && piece.line() == message.line();
    return inside ? new Span(start, piece.source().end()) : piece.source();
  }

  private void take(Program program, String text, List<Program.Part> compiled, int pointerBits) {
    Dump dump = new Dump(text, pointerBits);
    for (Program.Part part : compiled) {
      Optional<String> closure = Optional.ofNullable(program.closures().get(part.number()));
      Optional<String> name =
          closure.isPresent()
              ? dump.closureAt(closure.get())
              : Optional.of(part.function()).filter(dump.names()::contains);
      name.ifPresent(n -> done.put(part.number(), ready(dump, n, part)));
    }
  }

  private static Translated ready(Dump dump, String name, Program.Part part) {
    try {
      Optional<String> captured = dump.captured(name);
      if (captured.isPresent()) {
        String message = "it uses `" + captured.get() + "`, which is no operand of the site";
        return new Translated.Wrong(part.story().span(), message);
      }
      Body body = dump.body(name).orElseThrow();
      return new Translated.Ready(dump, body, part.signature());
    } catch (Unsupported unsupported) {
      return new Translated.Unknown(unsupported.what() + " has no meaning yet");
    }
  }
}

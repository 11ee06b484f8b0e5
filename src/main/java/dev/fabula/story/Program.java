package dev.fabula.story;

import dev.fabula.site.Option;
import dev.fabula.source.Position;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Rust text that holds stories as functions, with the way back to the stories' own places.
 *
 * @param text the text
 * @param pieces where lines of stories stand in it, in order
 * @param closures where the closure of each story starts, as MIR tells it, by the story's number
 */
record Program(String text, List<Piece> pieces, Map<Integer, String> closures) {

  Program {
    pieces = List.copyOf(pieces);
    closures = Map.copyOf(closures);
  }

  /**
   * A line of a story in the text.
   *
   * @param function the number of the story
   * @param line its line in the text, counted from 1
   * @param column its column in characters, counted from 1
   * @param source where it comes from
   */
  record Piece(int function, int line, int column, Span source) {}

  /** Text that starts at a place of the whole, and where it comes from. */
  record Copy(Position at, Span source) {}

  /** A story with what its operands are called. */
  record Part(int number, Story story, Signature signature) {
    String function() {
      return NAME + number;
    }
  }

  /** What the names of the generated functions start with. */
  static final String NAME = "__fabula_story_";

  private static final Pattern MODULE = Pattern.compile("\\bmod\\s+story\\b");

  private static final String PREAMBLE =
      """
      #![allow(warnings)]
      use core::mem::MaybeUninit;
      use core::ptr::NonNull;
      use core::sync::atomic::*;
      """;

  /** The stories alone, for where their surroundings do not compile by themselves. */
  static Program alone(List<Part> parts, boolean library) {
    Writer writer = new Writer();
    writer.write(library ? "" : "#![no_std]\n");
    writer.write(PREAMBLE);
    for (Part part : parts) {
      writer.function(part);
      writer.write("\n");
    }
    writer.write(vocabulary("", parts));
    return writer.program();
  }

  /**
   * The whole file with each story in the place of its site.
   *
   * @param others sites that the compiler is not to see, for they are not for its machine
   */
  static Program inPlace(SourceFile file, List<Part> parts, List<Span> others) {
    Writer writer = new Writer();
    int at = 0;
    NavigableMap<Span, Runnable> instead = new TreeMap<>();
    others.forEach(span -> instead.put(span, () -> writer.write("loop {}")));
    parts.forEach(part -> instead.put(part.story().site().span(), () -> writer.closure(part)));
    for (Map.Entry<Span, Runnable> place : instead.entrySet()) {
      Span span = place.getKey();
      if (span.start() >= at) {
        writer.write(file.slice(new Span(at, span.start())));
        place.getValue().run();
        at = span.end();
      }
    }
    writer.write(file.slice(new Span(at, file.length())));
    writer.write(vocabulary(file.text(), parts));
    return writer.program();
  }

  /** The module of what plain Rust lacks, where stories use it and the text has it not. */
  static String vocabulary(String text, List<Part> parts) {
    boolean used = parts.stream().anyMatch(p -> p.story().text().contains("story::"));
    if (!used || MODULE.matcher(text).find()) {
      return "";
    }
    try (InputStream in = Program.class.getResourceAsStream("story.rs")) {
      byte[] bytes = Objects.requireNonNull(in, "story.rs").readAllBytes();
      return "\nmod story {\n" + new String(bytes, StandardCharsets.UTF_8) + "}\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The story at a line and column of the text, and the place in its source. */
  Optional<Piece> at(int line, int column) {
    Optional<Piece> found = Optional.empty();
    for (Piece piece : pieces) {
      if (piece.line() < line || (piece.line() == line && piece.column() <= column)) {
        found = Optional.of(piece);
      }
    }
    return found.filter(p -> p.line() == line);
  }

  /** Text that is written piece by piece. */
  static final class Writer {
    private final StringBuilder text = new StringBuilder();
    private final List<Copy> copies = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<Integer, String> closures = new HashMap<>();
    private int line = 1;
    private int column = 1;

    Program program() {
      return new Program(text.toString(), pieces, closures);
    }

    void write(String more) {
      text.append(more);
      for (int i = 0; i < more.length(); i += Character.charCount(more.codePointAt(i))) {
        if (more.charAt(i) == '\n') {
          line++;
          column = 1;
        } else {
          column++;
        }
      }
    }

    /** Writes a part of a file as it is. */
    void copy(SourceFile file, Span span) {
      copies.add(new Copy(here(), span));
      write(file.slice(span));
    }

    Position here() {
      return new Position(line, column);
    }

    List<Copy> copies() {
      return List.copyOf(copies);
    }

    private void piece(Part part, Span source) {
      copies.add(new Copy(here(), source));
      pieces.add(new Piece(part.number(), line, column, source));
    }

    void function(Part part) {
      Signature signature = part.signature();
      write("#[inline(never)] unsafe fn " + part.function() + "((");
      names(signature);
      write("): (");
      signature.parameters().forEach(p -> write(p.type().orElse("_") + ", "));
      write(")) -> (");
      signature.results().forEach(r -> write(r.type().orElse("_") + ", "));
      write(") { ");
      body(part);
      write(" }");
    }

    /** The site's operands go in and come out by a helper, so that rustc finds all types. */
    void closure(Part part) {
      write("{ ");
      telling(part);
      write(part.story().site().has(Option.NORETURN) ? " loop {} }" : " }");
    }

    private void telling(Part part) {
      Signature signature = part.signature();
      piece(part, part.story().span());
      write(
          "#[allow(warnings)] #[inline(never)] fn tell<A, R>(a: A, f: impl FnOnce(A) -> R) -> R {"
              + " f(a) } ");
      write("#[allow(warnings)] { (");
      signature.results().forEach(r -> write(r.place() + ", "));
      write(") = tell((");
      signature.parameters().forEach(p -> write(p.expression() + ", "));
      write("), ");
      closures.put(part.number(), ":" + line + ":" + column + ":");
      write("|(");
      names(signature);
      write(")| { ");
      body(part);
      write(" }); }");
    }

    /** The story where it never runs, so that the site behind it is what it was. */
    void beside(Part part) {
      write("if false { ");
      telling(part);
      write(" loop {} } ");
    }

    private void names(Signature signature) {
      signature.parameters().forEach(p -> write((p.changes() ? "mut " : "") + p.name() + ", "));
    }

    private void body(Part part) {
      Signature signature = part.signature();
      piece(part, part.story().span());
      write("unsafe { ");
      signature.constants().forEach(c -> write(c + " "));
      for (Signature.Result r : signature.results()) {
        if (!r.declared()) {
          write("let mut " + r.name() + r.type().map(t -> ": " + t).orElse("") + "; ");
        }
      }
      for (Story.Piece line : part.story().pieces()) {
        piece(part, line.span());
        write(line.text());
        write("\n");
      }
      piece(part, Span.at(part.story().span().end()));
      write("; (");
      signature.results().forEach(r -> write(r.name() + ", "));
      write(") }");
    }
  }
}

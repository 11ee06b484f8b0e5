package dev.fabula.rust;

import dev.fabula.source.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a compiler knows of the asm statements in files; it may know nothing. */
@FunctionalInterface
public interface Compilation {

  /** A compiler that knows nothing. */
  Compilation NONE = origin -> List.of();

  /** All statements that were compiled from the text at a place, through exactly these calls. */
  List<CompiledAsm> at(Origin origin);

  /**
   * All statements of which the text, or the outermost macro call that leads to it, is in a file.
   *
   * @param file a path without links
   */
  default List<Statement> of(Path file) {
    return List.of();
  }

  /**
   * One statement and its place.
   *
   * @param start the start of the asm macro's invocation; of what a procedural macro wrote, the
   *     start of the call
   * @param end the end of it
   * @param calls the macro calls that lead to it, the outermost first
   * @param asm the statement
   */
  record Statement(Position start, Point end, List<Call> calls, CompiledAsm asm) {
    /** Copies the list. */
    public Statement {
      calls = List.copyOf(calls);
    }

    /** Where it comes from. */
    public Origin origin() {
      return new Origin(end, calls.stream().map(Call::end).toList());
    }

    /** Start and end of what a file holds of it: the outermost call, or else itself. */
    public Call outermost() {
      return calls.isEmpty() ? new Call("", start, end) : calls.getFirst();
    }
  }

  /**
   * A macro call.
   *
   * @param macro the macro's name without path
   * @param start its first character
   * @param end the place after its last character
   */
  record Call(String macro, Position start, Point end) {}

  /** The path without links, by which a compiler's places go; one of no file is as it is. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /**
   * Where an asm statement comes from.
   *
   * @param invocation the end of the asm macro's invocation
   * @param calls the ends of the macro calls that lead to it, the outermost first
   */
  record Origin(Point invocation, List<Point> calls) {
    /** Copies the list. */
    public Origin {
      calls = List.copyOf(calls);
    }
  }

  /**
   * The place after the last character of a macro call, by which compilers and we name it alike.
   *
   * @param file the path without links
   * @param end line and column
   */
  record Point(Path file, Position end) {}
}

package dev.fabula.rust;

import dev.fabula.source.Position;
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
   * @param file the absolute path without detours
   * @param end line and column
   */
  record Point(Path file, Position end) {}
}

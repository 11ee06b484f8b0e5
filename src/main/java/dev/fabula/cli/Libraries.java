package dev.fabula.cli;

import dev.fabula.asm.Disassembler;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import java.util.List;

/** The native libraries that nothing can be done without. */
final class Libraries {

  private Libraries() {}

  /** Throws if the assembler is needed for some places and cannot be loaded. */
  static void demand(List<Found> places) {
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site)) {
        try {
          var architecture = site.target().architecture();
          Disassembler.of(architecture, architecture.defaultDialect(), site.target().mode());
        } catch (LinkageError e) {
          throw new EnvironmentException("LLVM cannot be loaded: " + deepest(e).getMessage(), e);
        }
        return;
      }
    }
  }

  private static Throwable deepest(Throwable fault) {
    Throwable at = fault;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}

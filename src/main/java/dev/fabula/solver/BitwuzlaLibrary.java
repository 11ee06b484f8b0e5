package dev.fabula.solver;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;

/** The native library: loaded once, on first use, or missing for a reason. */
sealed interface BitwuzlaLibrary {
  /** The library is at hand. */
  record Loaded(BitwuzlaCalls calls) implements BitwuzlaLibrary {}

  /** The library cannot be used. */
  record Missing(String reason) implements BitwuzlaLibrary {}

  /** The library's state, the same at every call. */
  static BitwuzlaLibrary get() {
    return Holder.LIBRARY;
  }

  /** Loads the library from a folder. */
  static BitwuzlaLibrary load(String folder) {
    Path file = Path.of(folder, "libbitwuzla.so");
    if (!Files.isRegularFile(file)) {
      return new Missing("Bitwuzla is missing: there is no " + file);
    }
    try {
      BitwuzlaCalls calls = new BitwuzlaCalls(SymbolLookup.libraryLookup(file, Arena.global()));
      return BitwuzlaKind.test(calls)
          .<BitwuzlaLibrary>map(Missing::new)
          .orElseGet(() -> new Loaded(calls));
    } catch (IllegalArgumentException | UnsatisfiedLinkError e) {
      return new Missing("Bitwuzla cannot be loaded: " + e.getMessage());
    }
  }

  /** Holds the one state; its initialisation loads the library. */
  final class Holder {
    private static final BitwuzlaLibrary LIBRARY =
        load(System.getProperty("fabula.natives", "natives"));

    private Holder() {}
  }
}
